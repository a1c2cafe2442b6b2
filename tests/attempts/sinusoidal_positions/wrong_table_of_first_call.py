# kata: sinusoidal_positions
# fails: device and dtype
# What a call keeps as a plain attribute does not move with the module.
import torch
from torch import nn


class SinusoidalPositions(nn.Module):
    def __init__(self, max_len, embed_dim):
        super().__init__()
        self.max_len, self.embed_dim = max_len, embed_dim
        self.table = None

    def forward(self, x):
        if self.table is None:
            p = torch.arange(self.max_len, device=x.device, dtype=x.dtype)[:, None]
            f = 10000 ** (
                -torch.arange(0, self.embed_dim, 2, device=x.device, dtype=x.dtype) / self.embed_dim
            )
            self.table = torch.stack([(p * f).sin(), (p * f).cos()], -1).flatten(1)
        return x + self.table[: x.shape[1]]
