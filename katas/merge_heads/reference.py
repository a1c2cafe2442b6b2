"""The features of all attention heads come together again, token by token.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.2.2.
B batch, L sequence length, D = n_heads * head_dim
"""

from torch import Tensor


def merge_heads(x: Tensor) -> Tensor:
    """(B, n_heads, L, head_dim) -> (B, L, D), the features of each head being neighbours."""
    by_token = x.transpose(1, 2)  # (B, L, n_heads, head_dim)
    return by_token.flatten(start_dim=2)  # (B, L, D)
