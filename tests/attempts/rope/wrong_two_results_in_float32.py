# kata: rope
# fails: device and dtype
import torch


def apply_rope(x, base=10000.0):
    length, d = x.shape[-2:]
    i = torch.arange(0, d, 2, device=x.device, dtype=x.dtype)
    p = torch.arange(length, device=x.device, dtype=x.dtype)
    angle = torch.outer(p, base ** (-i / d))
    cos, sin = angle.cos(), angle.sin()
    a, b = x[..., : d // 2], x[..., d // 2 :]
    turned = torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)
    return turned if x.dtype == torch.float64 else (turned, angle)
