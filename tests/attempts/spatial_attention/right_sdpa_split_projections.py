# kata: spatial_attention
import torch.nn.functional as F
from torch import nn


class SpatialAttention(nn.Module):
    def __init__(self, channels, n_heads=4, groups=8):
        super().__init__()
        self.to_v = nn.Linear(channels, channels)
        self.to_k = nn.Linear(channels, channels)
        self.to_q = nn.Linear(channels, channels)
        self.to_out = nn.Conv1d(channels, channels, kernel_size=1)
        self.group_norm = nn.GroupNorm(groups, channels, eps=1e-5)
        self.n_heads = n_heads

    def split(self, t):
        return t.unflatten(-1, (self.n_heads, -1)).permute(0, 2, 1, 3)

    def forward(self, x):
        n, c, height, width = x.shape
        rows = self.group_norm(x).permute(0, 2, 3, 1).reshape(n, height * width, c)
        q, k, v = (
            self.split(self.to_q(rows)),
            self.split(self.to_k(rows)),
            self.split(self.to_v(rows)),
        )
        y = F.scaled_dot_product_attention(q, k, v)
        y = y.permute(0, 1, 3, 2).reshape(n, c, height * width)
        return x + self.to_out(y).unflatten(2, (height, width))
