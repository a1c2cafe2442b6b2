"""The features of every token are dealt out to attention heads.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.2.2.
B batch, L sequence length, D = n_heads * head_dim
"""

from torch import Tensor


def split_heads(x: Tensor, n_heads: int) -> Tensor:
    """(B, L, D) -> (B, n_heads, L, head_dim), the features of each head being neighbours."""
    B, L, D = x.shape
    if D % n_heads:
        raise ValueError(f"the width of x ({D}) must be a multiple of n_heads ({n_heads})")
    heads = x.reshape(B, L, n_heads, D // n_heads)  # (B, L, n_heads, head_dim)
    return heads.transpose(1, 2)  # (B, n_heads, L, head_dim)
