# kata: rope
import torch


def apply_rope(x, base=10000.0):
    half = x.shape[-1] // 2
    z = torch.complex(x[..., :half].contiguous(), x[..., half:].contiguous())
    freq = torch.pow(base, -torch.arange(half, device=x.device).to(x.dtype) / half)
    angle = torch.outer(torch.arange(x.shape[-2], device=x.device).to(x.dtype), freq)
    z = z * torch.polar(torch.ones_like(angle), angle)
    return torch.cat([z.real, z.imag], -1)
