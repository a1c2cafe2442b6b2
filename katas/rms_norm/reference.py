"""RMS norm: every token is divided by the root of its mean square, then scaled by learned numbers.

Source: Zhang and Sennrich, Root Mean Square Layer Normalization, 2019 (arXiv:1910.07467).
B batch, L sequence length, D dim
"""

import torch
from torch import Tensor, nn


class RMSNorm(nn.Module):
    """(B, L, D) -> (B, L, D), over the last axis; no mean is subtracted, nothing is added."""

    def __init__(self, dim: int, eps: float = 1e-6) -> None:
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x: Tensor) -> Tensor:
        mean_square = x.square().mean(dim=-1, keepdim=True)  # (B, L, 1)
        # eps under the root also bounds the slope of the root where a token is zero.
        rms = torch.sqrt(mean_square + self.eps)  # (B, L, 1)
        return x / rms * self.weight  # (B, L, D)
