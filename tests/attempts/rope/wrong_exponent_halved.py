# kata: rope
# fails: values
import torch


def apply_rope(x, base=10000.0):
    L, d = x.shape[-2:]
    p = torch.arange(L, device=x.device, dtype=x.dtype)
    i = torch.arange(d // 2, device=x.device, dtype=x.dtype)
    angle = p[:, None] * base ** (-i / d)
    c, s = angle.cos(), angle.sin()
    a, b = x[..., : d // 2], x[..., d // 2 :]
    return torch.cat([a * c - b * s, a * s + b * c], dim=-1)
