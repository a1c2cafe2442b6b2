"""Learned positions: a vector for every place in the sequence, added to what stands there.

Source: Gehring et al., Convolutional Sequence to Sequence Learning, 2017 (arXiv:1705.03122).
B batch, L sequence length, D embed_dim
"""

import torch
from torch import Tensor, nn


class LearnedPositions(nn.Module):
    """(B, L, D) -> (B, L, D), for L up to max_len."""

    def __init__(self, max_len: int, embed_dim: int) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(max_len, embed_dim) * 0.02)

    def forward(self, x: Tensor) -> Tensor:
        positions = self.table[: x.shape[1]]  # (L, D)
        return x + positions  # (B, L, D)
