"""A network with one hidden layer: a linear map, ReLU, and a second linear map.

Source: Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines, 2010.
B batch
"""

import torch
from torch import Tensor, nn


class SimpleNet(nn.Module):
    """(B, input_dim) -> (B, output_dim)."""

    def __init__(self, input_dim: int, hidden_dim: int, output_dim: int) -> None:
        super().__init__()
        self.hidden_proj = nn.Linear(input_dim, hidden_dim)
        self.out_proj = nn.Linear(hidden_dim, output_dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.hidden_proj(x)  # (B, hidden_dim)
        # Without it the two maps would collapse into a single linear one.
        hidden = torch.relu(hidden)  # (B, hidden_dim)
        return self.out_proj(hidden)  # (B, output_dim)
