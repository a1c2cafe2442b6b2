"""Layer norm: each token is centred and scaled by its own mean and variance.

Source: Ba, Kiros and Hinton, Layer Normalization, 2016 (arXiv:1607.06450).
B batch, L sequence length, D dim
"""

import torch
from torch import Tensor, nn


class LayerNorm(nn.Module):
    """(B, L, D) -> (B, L, D), over the last axis."""

    def __init__(self, dim: int, eps: float = 1e-5) -> None:
        super().__init__()
        self.eps = eps
        self.scale = nn.Parameter(torch.ones(dim))
        self.shift = nn.Parameter(torch.zeros(dim))

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean(dim=-1, keepdim=True)  # (B, L, 1)
        centred = x - mean  # (B, L, D)
        # The mean of the squares: divided by D, not by D - 1.
        var = centred.pow(2).mean(dim=-1, keepdim=True)  # (B, L, 1)
        # eps under the root also bounds the slope of the root where a token is constant.
        normed = centred / torch.sqrt(var + self.eps)  # (B, L, D)
        return normed * self.scale + self.shift  # (B, L, D)
