# kata: timestep_embedding
# fails: builds
import torch


def timestep_embedding(t, dim, max_period=1000):
    half = dim // 2
    dtype = t.dtype if t.is_floating_point() else torch.get_default_dtype()
    i = torch.arange(half, device=t.device, dtype=dtype)
    freqs = max_period ** (-i / half)
    angle = t[:, None] * freqs
    return torch.cat([angle.cos(), angle.sin()], dim=-1)
