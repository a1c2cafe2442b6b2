# kata: timestep_embedding
import math

import torch
from torch import Tensor


def timestep_embedding(t: Tensor, dim: int, max_period: float = 10000) -> Tensor:
    """A sine is a cosine that is a quarter of a turn late."""
    i = torch.arange(dim, device=t.device)
    half = dim // 2
    rate = max_period ** (-(i % half) / half)
    late = (i >= half) * (math.pi / 2)
    angle = torch.einsum("b,d->bd", t.to(rate.dtype), rate) - late
    return angle.cos().to(t.dtype if t.is_floating_point() else rate.dtype)
