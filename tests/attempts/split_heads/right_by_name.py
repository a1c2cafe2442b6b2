# kata: split_heads
from torch import einsum


def split_heads(x, n_heads, contiguous=True):
    batch, length, width = x.size()
    split = x.reshape(batch, length, n_heads, width // n_heads)
    out = einsum("blhd->bhld", split)
    return out.contiguous() if contiguous else out
