"""SiLU: x times its own sigmoid.

Source: Elfwing et al., Sigmoid-Weighted Linear Units, 2017 (arXiv:1702.03118).
The dots are any shape
"""

import torch
from torch import Tensor


def silu(x: Tensor) -> Tensor:
    """(...) -> (...), entry by entry."""
    gate = torch.sigmoid(x)  # (...), 0 to 1
    return x * gate  # (...)
