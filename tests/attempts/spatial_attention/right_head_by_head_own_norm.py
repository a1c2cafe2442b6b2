# kata: spatial_attention
import math

import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.kv = nn.Parameter(torch.randn(channels, 2 * width) / channels)
        self.kv_bias = nn.Parameter(torch.zeros(2 * width))
        self.q = nn.Linear(channels, width)
        self.width = width

    def forward(self, x):
        k, v = torch.split(x @ self.kv + self.kv_bias, self.width, dim=2)
        scores = torch.bmm(self.q(x), k.transpose(1, 2)) / math.sqrt(self.width)
        return torch.bmm(torch.softmax(scores, 2), v)


class SpatialAttention(nn.Module):
    def __init__(self, channels, n_heads=4, groups=8):
        super().__init__()
        self.groups = groups
        self.gamma = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))
        self.heads = nn.ModuleList(Head(channels, channels // n_heads) for _ in range(n_heads))
        self.out = nn.Linear(channels, channels)

    def normed(self, x):
        g = x.reshape(x.size(0), self.groups, -1)
        g = (g - g.mean(2, keepdim=True)) * torch.rsqrt(
            g.var(2, unbiased=False, keepdim=True) + 1e-5
        )
        g = g.reshape(x.size(0), x.size(1), -1).transpose(1, 2)
        return g * self.gamma + self.beta

    def forward(self, x):
        tokens = self.normed(x)
        heads = [head(tokens) for head in self.heads]
        out = self.out(torch.cat(heads, dim=-1))
        return out.permute(0, 2, 1).reshape_as(x).add(x)
