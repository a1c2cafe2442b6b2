# kata: sinusoidal_positions
import torch
from torch import nn


class SinusoidalPositions(nn.Module):
    """One turn a pair of features, kept as complex numbers."""

    def __init__(self, max_len, embed_dim):
        super().__init__()
        speed = 10000 ** -(torch.arange(0, embed_dim, 2) / embed_dim)
        angle = torch.outer(torch.arange(max_len).to(speed), speed)
        self.register_buffer("turns", torch.polar(torch.ones_like(angle), angle))

    def forward(self, x):
        turns = torch.view_as_real(self.turns[: x.shape[1]])
        return x + turns.flip(-1).flatten(1).to(x.dtype)
