"""Softmax: scores become weights that are positive and sum to 1.

Source: Bridle, Probabilistic Interpretation of Feedforward Classification Network Outputs, 1990.
N entries along `dim`; the dots are any other axes
"""

from torch import Tensor


def softmax(x: Tensor, dim: int) -> Tensor:
    """(..., N, ...) -> (..., N, ...), summing to 1 along `dim`."""
    # A shift along `dim` changes nothing, and with 0 as the largest entry no exp overflows.
    peak = x.amax(dim=dim, keepdim=True)  # (..., 1, ...)
    exps = (x - peak).exp()  # (..., N, ...)
    total = exps.sum(dim=dim, keepdim=True)  # (..., 1, ...)
    return exps / total  # (..., N, ...)
