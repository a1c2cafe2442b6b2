# kata: rope
import torch


def rotate_half(x):
    a, b = x.chunk(2, -1)
    return torch.cat((-b, a), dim=-1)


def apply_rope(x, base=10000.0):
    d = x.size(-1)
    inv_freq = 1.0 / (base ** (torch.arange(0, d, 2, dtype=x.dtype, device=x.device) / d))
    t = torch.arange(x.size(2), dtype=x.dtype, device=x.device)
    freqs = torch.einsum("i,j->ij", t, inv_freq)
    emb = torch.cat((freqs, freqs), dim=-1)[None, None]
    return x * emb.cos() + rotate_half(x) * emb.sin()
