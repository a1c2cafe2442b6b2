# kata: spatial_attention
import torch
import torch.nn as nn


class SpatialAttention(nn.Module):
    def __init__(self, channels, n_heads=4, groups=8):
        super().__init__()
        self.n_heads = n_heads
        self.norm = nn.GroupNorm(groups, channels)
        self.qkv = nn.Conv2d(channels, channels * 3, 1)
        self.proj = nn.Conv2d(channels, channels, 1)

    def forward(self, x):
        b, c, h, w = x.shape
        qkv = self.qkv(self.norm(x))
        q, k, v = qkv.reshape(b, 3, self.n_heads, c // self.n_heads, h * w).unbind(1)
        scale = (c // self.n_heads) ** -0.25
        attn = torch.einsum("bhdi,bhdj->bhij", q * scale, k * scale)
        attn = attn.softmax(dim=-1)
        out = torch.einsum("bhij,bhdj->bhdi", attn, v)
        out = out.reshape(b, c, h, w)
        return x + self.proj(out)
