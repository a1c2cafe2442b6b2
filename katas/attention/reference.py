"""Scaled dot product attention: every query takes a weighted mean of the values.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.2.1.
B batch, Lq queries, Lk keys and values
"""

from torch import Tensor


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    """(B, n_heads, Lq, head_dim), (B, n_heads, Lk, head_dim), (B, n_heads, Lk, v_dim).

    Returns (B, n_heads, Lq, v_dim). `mask`, broadcastable to (B, n_heads, Lq, Lk), is True where a
    key may be attended.
    """
    head_dim = q.shape[-1]
    # A dot product of head_dim terms has variance head_dim; scaling keeps the softmax soft.
    scores = q @ k.transpose(-2, -1) * head_dim**-0.5  # (B, n_heads, Lq, Lk)
    if mask is not None:
        # Before the softmax: a hidden key then weighs exactly 0 and passes no gradient.
        scores = scores.masked_fill(~mask, float("-inf"))  # (B, n_heads, Lq, Lk)
    probs = scores.softmax(dim=-1)  # (B, n_heads, Lq, Lk)
    return probs @ v  # (B, n_heads, Lq, v_dim)
