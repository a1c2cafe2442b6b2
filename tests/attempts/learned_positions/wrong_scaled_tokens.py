# kata: learned_positions
# fails: values
import torch
from torch import nn


class LearnedPositions(nn.Module):
    def __init__(self, max_len, embed_dim):
        super().__init__()
        self.table = nn.Parameter(torch.randn(max_len, embed_dim))

    def forward(self, x):
        return x * x.shape[-1] ** 0.5 + self.table[: x.shape[1]]
