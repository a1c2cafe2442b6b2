"""Dropout: in train mode a random share of the values is zero, and the others make up for it.

Source: Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting, 2014.
... any axes
"""

import torch
from torch import Tensor, nn


class Dropout(nn.Module):
    """(...) -> (...), each value kept with probability 1 - p; the identity in eval mode."""

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError(f"p ({p}) must be at least 0 and less than 1")
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        is_kept = torch.rand_like(x) >= self.p  # (...)
        kept = torch.where(is_kept, x, 0.0)  # (...)
        # Larger here, so that the mean is right and eval mode has nothing to do.
        return kept / (1 - self.p)  # (...)
