# kata: encoder_block
import math

import torch
from torch import nn
from torch.nn import functional as F


class Residual(nn.Module):
    def __init__(self, dim, inner, p):
        super().__init__()
        self.inner = inner
        self.scale = nn.Parameter(torch.ones(dim))
        self.shift = nn.Parameter(torch.zeros(dim))
        self.p = p

    def forward(self, x):
        normed = F.layer_norm(x, x.shape[-1:], self.scale, self.shift, eps=1e-5)
        return torch.add(x, F.dropout(self.inner(normed), self.p, self.training))


class Attention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.split = lambda t: t.view(*t.shape[:2], n_heads, dim // n_heads).transpose(1, 2)
        self.to_q, self.to_k, self.to_v, self.out = (nn.Linear(dim, dim) for _ in range(4))

    def forward(self, x):
        parts = [self.split(layer(x)) for layer in (self.to_q, self.to_k, self.to_v)]
        y = F.scaled_dot_product_attention(*parts)
        return self.out(y.transpose(1, 2).contiguous().view(x.shape))


class Exact(nn.Module):
    def forward(self, x):
        return x * (1 + torch.erf(x / math.sqrt(2))) / 2


class EncoderBlock(nn.Module):
    def __init__(self, dim, n_heads, mlp_ratio=4, dropout=0.0):
        super().__init__()
        wide = int(dim * mlp_ratio)
        mlp = nn.Sequential(nn.Linear(dim, wide), Exact(), nn.Linear(wide, dim))
        self.first = Residual(dim, Attention(dim, n_heads), dropout)
        self.second = Residual(dim, mlp, dropout)

    def forward(self, x):
        return self.second(self.first(x))
