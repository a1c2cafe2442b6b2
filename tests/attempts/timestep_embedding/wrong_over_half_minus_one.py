# kata: timestep_embedding
# fails: values
import torch


def timestep_embedding(t, dim, max_period=10000):
    half = dim // 2
    dtype = t.dtype if t.is_floating_point() else torch.get_default_dtype()
    i = torch.arange(half, device=t.device, dtype=dtype)
    freqs = max_period ** (-i / max(half - 1, 1))
    angle = t[:, None] * freqs
    return torch.cat([angle.cos(), angle.sin()], dim=-1)
