"""Timestep embedding: a number becomes the hands of many clocks, each slower than the one before.

Source: Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models, 2020 (arXiv:2006.11239).
B batch, D dim
"""

import torch
from torch import Tensor


def timestep_embedding(t: Tensor, dim: int, max_period: float = 10000) -> Tensor:
    """(B,) -> (B, D): D / 2 cosines, then the sines of the same angles."""
    if dim % 2:
        raise ValueError(f"dim ({dim}) must be a multiple of 2")
    half = dim // 2
    # Whole numbers become floats; floats keep their dtype and their gradient.
    t = t if t.is_floating_point() else t.to(torch.get_default_dtype())  # (B,)
    exponent = torch.arange(half, device=t.device, dtype=t.dtype) / half  # (D / 2,)
    frequencies = max_period**-exponent  # (D / 2,)
    angles = t[:, None] * frequencies  # (B, D / 2)
    return torch.cat([angles.cos(), angles.sin()], dim=-1)  # (B, D)
