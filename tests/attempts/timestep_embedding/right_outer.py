# kata: timestep_embedding
import torch


def timestep_embedding(t, dim, max_period=10000, dtype=None):
    dtype = dtype or (t.dtype if t.is_floating_point() else torch.get_default_dtype())
    out = t.new_empty(len(t), dim, dtype=dtype)
    rates = torch.pow(max_period, torch.arange(0, dim, 2, dtype=dtype, device=t.device) / -dim)
    angle = torch.outer(t.to(dtype), rates)
    out[:, : dim // 2] = angle.cos()
    out[:, dim // 2 :] = angle.sin()
    return out
