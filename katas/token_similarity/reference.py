"""Token similarity: how much every pixel of one image is like every pixel of another one.

Source: Wang et al., Non-local Neural Networks, 2017 (arXiv:1711.07971), the dot product version.
B batch, C channels, H W image height and width
"""

from torch import Tensor


def token_similarity(a: Tensor, b: Tensor) -> Tensor:
    """(B, C, H, W) and the same -> (B, H*W, H*W), tokens of `a` in rows, of `b` in columns."""
    rows = a.flatten(start_dim=2).transpose(1, 2)  # (B, H*W, C)
    columns = b.flatten(start_dim=2)  # (B, C, H*W)
    return rows @ columns  # (B, H*W, H*W)
