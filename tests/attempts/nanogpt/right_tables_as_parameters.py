# kata: nanogpt
import math

import torch
from torch import nn
from torch.nn import functional as F


class Attention(nn.Module):
    def __init__(self, width, heads, rate, bias):
        super().__init__()
        self.heads, self.rate = heads, rate
        self.out = nn.Linear(width, width, bias)
        self.kv = nn.Linear(width, 2 * width, bias)
        self.query = nn.Linear(width, width, bias)

    def forward(self, x):
        def split(t):
            return t.reshape(*t.shape[:2], self.heads, -1).swapaxes(1, 2)

        k, v = self.kv(x).chunk(2, -1)
        rate = self.rate if self.training else 0.0
        y = F.scaled_dot_product_attention(
            split(self.query(x)), split(k), split(v), dropout_p=rate, is_causal=True
        )
        return F.dropout(self.out(y.swapaxes(1, 2).reshape(x.shape)), rate)


class GPT(nn.Module):
    def __init__(self, vocab_size, block_size, n_layer, n_head, n_embd, dropout=0.0, bias=True):
        super().__init__()
        self.block_size = block_size
        self.places = nn.Parameter(torch.randn(block_size, n_embd) / math.sqrt(n_embd))
        self.words = nn.Parameter(torch.randn(vocab_size, n_embd) / math.sqrt(n_embd))
        layers = [Attention(n_embd, n_head, dropout, bias) for _ in range(n_layer)]
        self.attention = nn.ModuleList(layers)
        self.mlp = nn.ModuleList(
            nn.Sequential(
                nn.Linear(n_embd, 4 * n_embd, bias),
                nn.GELU(),
                nn.Linear(4 * n_embd, n_embd, bias),
                nn.Dropout(dropout),
            )
            for _ in range(n_layer)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(n_embd, bias=bias) for _ in range(2 * n_layer + 1))
        self.drop = nn.Dropout(dropout)

    def forward(self, idx, targets=None):
        x = self.drop(self.words[idx] + self.places[: idx.shape[1]])
        norms = iter(self.norms)
        for attention, mlp in zip(self.attention, self.mlp, strict=True):
            x = x + attention(next(norms)(x))
            x = x + mlp(next(norms)(x))
        logits = next(norms)(x) @ self.words.T
        if targets is None:
            return logits, None
        kept = targets != -1
        log_probs = logits.log_softmax(-1)[kept]
        picked = log_probs.gather(1, targets[kept][:, None])
        return logits, -picked.mean()
