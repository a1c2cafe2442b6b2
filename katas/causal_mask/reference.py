"""Causal mask: every position may attend itself and what came before it.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.2.3.
L sequence length
"""

import torch
from torch import Tensor


def causal_mask(length: int, device: torch.device | None = None) -> Tensor:
    """Bool (L, L), L being `length`: True where a query (row) may attend a key (column)."""
    full = torch.ones(length, length, dtype=torch.bool, device=device)  # (L, L)
    return full.tril()  # (L, L)
