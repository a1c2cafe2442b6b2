"""A learned scale and shift of every feature, beside a buffer that a module carries along.

Source: Ioffe and Szegedy, Batch Normalization, 2015 (arXiv:1502.03167), the affine part.
B batch, L sequence length, D num_features
"""

import torch
from torch import Tensor, nn


class ScaleShift(nn.Module):
    """(B, L, D) -> (B, L, D), on the last axis."""

    def __init__(self, num_features: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(num_features))
        self.shift = nn.Parameter(torch.zeros(num_features))
        # Saved and moved with the module, but no optimizer gets it.
        self.register_buffer("running_mean", torch.zeros(num_features))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale + self.shift  # (B, L, D)
