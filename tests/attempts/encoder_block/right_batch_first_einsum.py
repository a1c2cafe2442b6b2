# kata: encoder_block
import torch
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, dim, n_heads, mlp_ratio=4, dropout=0.0):
        super().__init__()
        d = dim // n_heads
        self.norm_b = nn.LayerNorm(dim)
        self.norm_a = nn.LayerNorm(dim)
        self.q = nn.Parameter(torch.randn(dim, n_heads, d))
        self.k = nn.Parameter(torch.randn(dim, n_heads, d))
        self.v = nn.Parameter(torch.randn(dim, n_heads, d))
        self.bq = nn.Parameter(torch.zeros(n_heads, d))
        self.bk = nn.Parameter(torch.zeros(n_heads, d))
        self.bv = nn.Parameter(torch.zeros(n_heads, d))
        self.down = nn.Linear(dim * mlp_ratio, dim)
        self.up = nn.Linear(dim, dim * mlp_ratio)
        self.merge = nn.Linear(dim, dim)
        self.drops = nn.ModuleList(nn.Dropout(dropout) for _ in range(2))
        self.act = nn.GELU()

    def forward(self, x):
        n = self.norm_a(x)
        q = torch.einsum("bld,dhe->blhe", n, self.q) + self.bq
        k = torch.einsum("bld,dhe->blhe", n, self.k) + self.bk
        v = torch.einsum("bld,dhe->blhe", n, self.v) + self.bv
        s = torch.einsum("bqhe,bkhe->bqkh", q, k).div(q.shape[-1] ** 0.5)
        y = torch.einsum("bqkh,bkhe->bqhe", s.softmax(2), v).flatten(2)
        x = self.drops[0](self.merge(y)) + x
        y = self.down(self.act(self.up(self.norm_b(x))))
        return self.drops[1](y) + x
