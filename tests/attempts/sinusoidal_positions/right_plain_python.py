# kata: sinusoidal_positions
import math

import torch
from torch import Tensor, nn


class SinusoidalPositions(nn.Module):
    table: Tensor

    def __init__(self, max_len: int, embed_dim: int) -> None:
        super().__init__()
        waves = (math.sin, math.cos)
        rows = [
            [waves[j % 2](p / 10000 ** (2 * (j // 2) / embed_dim)) for j in range(embed_dim)]
            for p in range(max_len)
        ]
        self.register_buffer("table", torch.tensor(rows))

    def forward(self, tokens: Tensor) -> Tensor:
        length = tokens.shape[1]
        return torch.add(self.table[:length].to(tokens.dtype), tokens)
