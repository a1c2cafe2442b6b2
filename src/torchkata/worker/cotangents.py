"""The random directions along which outputs are differentiated, the same on both sides."""

from functools import lru_cache

import torch
from torch import Tensor


@lru_cache(maxsize=512)
def cotangent(shape: tuple[int, ...], name: str, seed: int) -> Tensor:
    """N(0, 1) in float64, fixed by shape, output name and seed."""
    generator = torch.Generator().manual_seed((seed * 1_000_003 + sum(map(ord, name))) % 2**63)
    return torch.randn(shape, generator=generator, dtype=torch.float64)
