# kata: causal_self_attention
# Kept from call to call, and made anew on another device.
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        if n_embd % n_head:
            raise ValueError(f"n_embd ({n_embd}) must be a multiple of n_head ({n_head})")
        self.n_head = n_head
        self.head_dim = n_embd // n_head
        self.qkv_proj = nn.Linear(n_embd, 3 * n_embd, bias=bias)
        self.causal = None
        self.probs_dropout = nn.Dropout(dropout)
        self.out_proj = nn.Linear(n_embd, n_embd, bias=bias)
        self.out_dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, L, D = x.shape
        q, k, v = self.qkv_proj(x).chunk(3, dim=-1)
        q = q.view(B, L, self.n_head, self.head_dim).transpose(1, 2)
        k = k.view(B, L, self.n_head, self.head_dim).transpose(1, 2)
        v = v.view(B, L, self.n_head, self.head_dim).transpose(1, 2)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5
        if self.causal is None or len(self.causal) < L or self.causal.device != x.device:
            self.causal = torch.ones(L, L, dtype=torch.bool, device=x.device).tril()
        future = ~self.causal[:L, :L]
        scores = scores.masked_fill(future, float("-inf"))
        probs = scores.softmax(dim=-1)
        probs = self.probs_dropout(probs)

        out = probs @ v
        out = out.transpose(1, 2).reshape(B, L, D)
        out = self.out_proj(out)
        return self.out_dropout(out)
