"""Rotary positions: pairs of features turn by an angle that grows with the position.

Source: Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding, 2021
(arXiv:2104.09864), with the pairing of GPT-NeoX: feature i with feature i + head_dim / 2.
B batch, L sequence length, half = head_dim / 2
"""

import torch
from torch import Tensor


def apply_rope(x: Tensor, base: float = 10000.0) -> Tensor:
    """(B, n_heads, L, head_dim) -> (B, n_heads, L, head_dim), positions counted from 0."""
    _, _, L, head_dim = x.shape
    if head_dim % 2:
        raise ValueError(f"head_dim ({head_dim}) must be a multiple of 2")
    positions = torch.arange(L, device=x.device, dtype=x.dtype)  # (L,)
    evens = torch.arange(0, head_dim, 2, device=x.device, dtype=x.dtype)  # (half,)
    # The first pair turns by one radian a position, each later one more slowly.
    frequencies = base ** (-evens / head_dim)  # (half,)
    angles = positions[:, None] * frequencies  # (L, half)
    cos = angles.cos()  # (L, half)
    sin = angles.sin()  # (L, half)

    first, second = x.chunk(2, dim=-1)  # (B, n_heads, L, half) each
    # A rotation of the plane keeps lengths, so only the difference of two positions shows in a
    # dot product of two turned vectors.
    turned_first = first * cos - second * sin  # (B, n_heads, L, half)
    turned_second = first * sin + second * cos  # (B, n_heads, L, half)
    return torch.cat([turned_first, turned_second], dim=-1)  # (B, n_heads, L, head_dim)
