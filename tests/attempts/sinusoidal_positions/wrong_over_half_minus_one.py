# kata: sinusoidal_positions
# fails: values
import torch
from torch import nn


class SinusoidalPositions(nn.Module):
    def __init__(self, max_len, embed_dim):
        super().__init__()
        p = torch.arange(max_len)[:, None]
        two_i = torch.arange(0, embed_dim, 2)
        angle = p / 10000 ** (two_i / max(embed_dim - 2, 1))
        table = torch.zeros(max_len, embed_dim)
        table[:, 0::2] = angle.sin()
        table[:, 1::2] = angle.cos()
        self.register_buffer("table", table)

    def forward(self, x):
        return x + self.table[: x.shape[1]]
