# kata: learned_positions
# fails: gradients
import torch
from torch import nn


class LearnedPositions(nn.Module):
    def __init__(self, max_len, embed_dim):
        super().__init__()
        self.table = nn.Parameter(torch.randn(max_len, embed_dim))

    def forward(self, x):
        return x + self.table[: x.shape[1]].detach()
