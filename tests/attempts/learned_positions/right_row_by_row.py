# kata: learned_positions
import torch
from torch import nn


class LearnedPositions(nn.Module):
    def __init__(self, max_len, embed_dim):
        super().__init__()
        self.rows = nn.ParameterList([torch.randn(embed_dim) for _ in range(max_len)])

    def forward(self, x):
        steps = [step + row for step, row in zip(x.unbind(1), self.rows, strict=False)]
        return torch.stack(steps, dim=1)
