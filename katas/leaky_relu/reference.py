"""Leaky ReLU: what is below 0 passes too, but weakly.

Source: Maas, Hannun and Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013.
The dots are any shape
"""

import torch
from torch import Tensor


def leaky_relu(x: Tensor, negative_slope: float = 0.01) -> Tensor:
    """(...) -> (...), entry by entry."""
    leak = negative_slope * x  # (...)
    return torch.where(x > 0, x, leak)  # (...)
