"""Padding mask: which positions of a padded batch hold real tokens.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.2.3.
B batch
"""

import torch
from torch import Tensor


def padding_mask(lengths: Tensor, max_len: int) -> Tensor:
    """Lengths, int (B,) -> bool (B, 1, 1, max_len), True on the first `lengths[b]` positions."""
    position = torch.arange(max_len, device=lengths.device)  # (max_len,)
    is_real = position < lengths[:, None]  # (B, max_len)
    # Axes for heads and queries, so that the mask broadcasts over attention scores.
    return is_real[:, None, None, :]  # (B, 1, 1, max_len)
