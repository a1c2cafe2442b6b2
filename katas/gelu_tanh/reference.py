"""GELU by its tanh approximation: x times roughly the chance that a normal variable is below x.

Source: Hendrycks and Gimpel, Gaussian Error Linear Units, 2016 (arXiv:1606.08415), section 2.
The dots are any shape
"""

import math

import torch
from torch import Tensor


def gelu_tanh(x: Tensor) -> Tensor:
    """(...) -> (...), entry by entry."""
    cubic = x + 0.044715 * x**3  # (...)
    squashed = torch.tanh(math.sqrt(2 / math.pi) * cubic)  # (...), -1 to 1
    return 0.5 * x * (1 + squashed)  # (...)
