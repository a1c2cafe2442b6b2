# kata: rope
import math

import torch


def apply_rope(x, base=10000.0):
    """A rotation matrix for every position and pair."""
    B, nh, L, d = x.shape
    i = torch.arange(d // 2, dtype=x.dtype, device=x.device)
    p = torch.arange(L, dtype=x.dtype, device=x.device)
    a = p.unsqueeze(1) * torch.exp(-2 * i / d * math.log(base))
    turn = torch.stack([a.cos(), -a.sin(), a.sin(), a.cos()], -1).view(L, d // 2, 2, 2)
    pairs = x.unflatten(-1, (2, d // 2))
    return torch.einsum("lirc,bhlci->bhlri", turn, pairs).flatten(-2)
