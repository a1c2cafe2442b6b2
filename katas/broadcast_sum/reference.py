"""A sum by broadcasting: per sample, per position and per token, each repeated where it lacks.

Source: Harris et al., Array programming with NumPy, 2020 (arXiv:2006.10256), broadcasting.
B batch, L sequence length, D features
"""

from torch import Tensor


def broadcast_sum(batch: Tensor, position: Tensor, token: Tensor) -> Tensor:
    """(B, 1, D), (1, L, D) and (B, L, 1) -> (B, L, D)."""
    vectors = batch + position  # (B, L, D)
    return vectors + token  # (B, L, D)
