"""Masked mean: the average of those tokens of a sequence that are no padding.

Source: Reimers and Gurevych, Sentence-BERT, 2019 (arXiv:1908.10084), the mean pooling strategy.
B batch, L sequence length, D features
"""

from torch import Tensor


def masked_mean(tokens: Tensor, mask: Tensor) -> Tensor:
    """(B, L, D), bool (B, L) -> (B, D). `mask` is True where a token counts."""
    kept = mask[:, :, None]  # (B, L, 1)
    # Filled, not multiplied: 0 times what padding may hold, inf or nan, would be nan.
    visible = tokens.masked_fill(~kept, 0.0)  # (B, L, D)
    total = visible.sum(dim=1)  # (B, D)
    count = kept.sum(dim=1)  # (B, 1)
    return total / count  # (B, D)
