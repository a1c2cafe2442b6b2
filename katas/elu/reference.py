"""ELU: a line above 0, and below it an exponential that levels off at -alpha.

Source: Clevert, Unterthiner and Hochreiter, Fast and Accurate Deep Network Learning by Exponential
Linear Units, 2015 (arXiv:1511.07289), section 3.
The dots are any shape
"""

import torch
from torch import Tensor


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """(...) -> (...), entry by entry."""
    # Large entries must not reach the exponential: inf times an unchosen 0 is nan in the gradient.
    below = x.clamp(max=0)  # (...)
    curve = alpha * torch.expm1(below)  # (...)
    return torch.where(x > 0, x, curve)  # (...)
