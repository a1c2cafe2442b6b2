# kata: rope
import torch


def apply_rope(x, base=10000.0):
    length, d = x.shape[-2:]
    wide = torch.promote_types(x.dtype, torch.float32)
    i = torch.arange(0, d, 2, device=x.device, dtype=wide)
    p = torch.arange(length, device=x.device, dtype=wide)
    angle = torch.outer(p, base ** (-i / d))
    cos, sin = angle.cos(), angle.sin()
    a, b = x[..., : d // 2], x[..., d // 2 :]
    return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1).to(x.dtype)
