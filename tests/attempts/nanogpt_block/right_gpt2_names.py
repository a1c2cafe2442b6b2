# kata: nanogpt_block
import math

import torch
import torch.nn as nn
from torch.nn import functional as F


class Conv1D(nn.Module):
    """GPT-2's layer: weights lie as (in, out)."""

    def __init__(self, nf, nx, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(nx, nf) * 0.02)
        self.bias = nn.Parameter(torch.zeros(nf)) if bias else None

    def forward(self, x):
        out = x.reshape(-1, x.size(-1)).mm(self.weight).view(*x.shape[:-1], -1)
        return out if self.bias is None else out + self.bias


class Norm(nn.Module):
    def __init__(self, ndim, bias):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(ndim)) if bias else None
        self.weight = nn.Parameter(torch.ones(ndim))

    def forward(self, input):
        return F.layer_norm(input, self.weight.shape, self.weight, self.bias, 1e-5)


class Attention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout, bias):
        super().__init__()
        self.n_head, self.n_embd = n_head, n_embd
        self.c_attn = Conv1D(3 * n_embd, n_embd, bias)
        self.c_proj = Conv1D(n_embd, n_embd, bias)
        self.attn_dropout = nn.Dropout(dropout)
        self.resid_dropout = nn.Dropout(dropout)
        self.register_buffer("tril", torch.tril(torch.ones(block_size, block_size)))

    def forward(self, x):
        B, T, C = x.shape
        v, k, q = self.c_attn(x).split(C, dim=2)
        q, k, v = (t.view(B, T, self.n_head, -1).transpose(1, 2) for t in (q, k, v))
        w = q @ k.transpose(-2, -1) / math.sqrt(v.size(-1))
        w = w.masked_fill(self.tril[:T, :T] == 0, float("-inf")).softmax(-1)
        y = (self.attn_dropout(w) @ v).transpose(1, 2).contiguous().view(B, T, C)
        return self.resid_dropout(self.c_proj(y))


class Block(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.ln_1 = Norm(n_embd, bias)
        self.attn = Attention(n_embd, n_head, block_size, dropout, bias)
        self.ln_2 = Norm(n_embd, bias)
        self.mlp = nn.ModuleDict(
            {
                "c_fc": Conv1D(4 * n_embd, n_embd, bias),
                "c_proj": Conv1D(n_embd, 4 * n_embd, bias),
                "act": nn.GELU(),
                "dropout": nn.Dropout(dropout),
            }
        )

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        m = self.mlp
        return x + m["dropout"](m["c_proj"](m["act"](m["c_fc"](self.ln_2(x)))))
