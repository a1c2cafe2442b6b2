"""GELU: x times the chance that a standard normal variable is below x.

Source: Hendrycks and Gimpel, Gaussian Error Linear Units, 2016 (arXiv:1606.08415), section 2.
The dots are any shape
"""

import math

import torch
from torch import Tensor


def gelu(x: Tensor) -> Tensor:
    """(...) -> (...), entry by entry."""
    error = torch.erf(x / math.sqrt(2))  # (...), -1 to 1
    chance = 0.5 * (1 + error)  # (...), 0 to 1
    return x * chance  # (...)
