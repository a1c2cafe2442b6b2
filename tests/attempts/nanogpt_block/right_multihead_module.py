# kata: nanogpt_block
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.LayerNorm(n_embd, bias=bias),
            nn.Linear(n_embd, 4 * n_embd, bias=bias),
            nn.GELU(),
            nn.Linear(4 * n_embd, n_embd, bias=bias),
            nn.Dropout(dropout),
        )
        self.norm = nn.LayerNorm(n_embd, bias=bias)
        self.mha = nn.MultiheadAttention(n_embd, n_head, dropout, bias, batch_first=True)
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        h = self.norm(x)
        later = torch.ones(2 * h.shape[1:2], dtype=torch.bool, device=x.device).triu(1)
        h = self.mha(h, h, h, attn_mask=later, need_weights=False)[0]
        x = self.drop(h) + x
        return self.mlp(x) + x
