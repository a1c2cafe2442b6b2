"""Sinusoidal positions: every place is a row of clock hands, each hand slower than the one before.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.5.
B batch, L sequence length, D embed_dim
"""

import torch
from torch import Tensor, nn


class SinusoidalPositions(nn.Module):
    """(B, L, D) -> (B, L, D), for L up to max_len; nothing is learned."""

    def __init__(self, max_len: int, embed_dim: int) -> None:
        super().__init__()
        if embed_dim % 2:
            raise ValueError(f"embed_dim ({embed_dim}) must be a multiple of 2")
        position = torch.arange(max_len)  # (max_len,)
        exponent = torch.arange(0, embed_dim, 2) / embed_dim  # (D / 2,)
        angle = position[:, None] / 10000.0**exponent  # (max_len, D / 2)
        # A last axis of two, flattened, puts each cosine right behind its sine.
        pairs = torch.stack([angle.sin(), angle.cos()], dim=-1)  # (max_len, D / 2, 2)
        self.register_buffer("table", pairs.flatten(start_dim=1))

    def forward(self, x: Tensor) -> Tensor:
        positions = self.table[: x.shape[1]]  # (L, D)
        return x + positions  # (B, L, D)
