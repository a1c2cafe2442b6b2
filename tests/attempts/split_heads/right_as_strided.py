# kata: split_heads
import torch


def split_heads(x, n_heads):
    B, L, D = x.shape
    x = x.contiguous()
    d = D // n_heads
    return torch.as_strided(x, (B, n_heads, L, d), (L * D, d, D, 1), x.storage_offset())
