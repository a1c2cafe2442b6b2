# kata: split_heads
import torch


def split_heads(x, n_heads):
    D = x.shape[-1]
    d = D // n_heads
    eye = torch.eye(D, dtype=x.dtype, device=x.device).view(D, n_heads, d)
    return torch.einsum("blf,fhd->bhld", x, eye)
