"""Twice a tensor.

B batch, D width
"""

from torch import Tensor


def double(x: Tensor) -> Tensor:
    """(B, D) -> (B, D)."""
    return x + x  # (B, D)
