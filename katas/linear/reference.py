"""Linear layer: every output feature is a weighted sum of the input features, plus a bias.

Source: Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986.
... any leading axes, or none
"""

import torch
from torch import Tensor, nn


class Linear(nn.Module):
    """(..., in_features) -> (..., out_features)."""

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features) * in_features**-0.5)
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        out = x @ self.weight.T  # (..., out_features)
        if self.bias is not None:
            out = out + self.bias  # (..., out_features)
        return out
