# kata: spatial_attention
# fails: values
import torch
import torch.nn.functional as F
from torch import nn


class SpatialAttention(nn.Module):
    def __init__(self, channels, n_heads=4, groups=8):
        super().__init__()
        self.heads = n_heads
        self.norm = nn.GroupNorm(groups, channels)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.proj = nn.Conv2d(channels, channels, 1)

    def forward(self, x):
        b, c, h, w = x.shape
        y = self.norm(x)
        q, k, v = self.qkv(y).reshape(b, 3, self.heads, c // self.heads, h * w).unbind(1)
        scores = torch.einsum("bhdi,bhdj->bhij", q, k) * (c // self.heads) ** -0.5
        weights = F.softmax(scores, dim=-1)
        y = torch.einsum("bhij,bhdj->bhid", weights, v).reshape(b, c, h, w)
        return x + self.proj(y)
