# kata: learned_positions
import torch
from torch import nn


class LearnedPositions(nn.Module):
    """The table lies on its side."""

    def __init__(self, max_len: int, embed_dim: int):
        super().__init__()
        self.columns = nn.Parameter(torch.randn(embed_dim, max_len))

    def forward(self, x):
        return torch.add(x, self.columns.narrow(1, 0, x.shape[-2]).T)
