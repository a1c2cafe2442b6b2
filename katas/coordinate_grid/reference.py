"""Coordinate grid: where every pixel of an image stands, from -1 to 1 on both sides.

Source: Liu et al., An Intriguing Failing of Convolutional Neural Networks and the CoordConv
Solution, 2018 (arXiv:1807.03247), section 3.
H W image height and width
"""

import torch
from torch import Tensor


def coordinate_grid(
    height: int,
    width: int,
    device: torch.device | None = None,
    dtype: torch.dtype | None = None,
) -> Tensor:
    """(H, W, 2), H being `height` and W `width`: y downwards, then x to the right."""
    y = torch.linspace(-1, 1, height, device=device, dtype=dtype)  # (H,)
    x = torch.linspace(-1, 1, width, device=device, dtype=dtype)  # (W,)
    rows, columns = torch.meshgrid(y, x, indexing="ij")  # (H, W) each
    return torch.stack([rows, columns], dim=-1)  # (H, W, 2)
