"""Unpatchify: the vectors of patches are laid out as squares and become an image again.

Source: He et al., Masked Autoencoders Are Scalable Vision Learners, 2021 (arXiv:2111.06377).
B batch, C channels, H W image height and width, P = rows * columns patches
"""

from torch import Tensor


def unpatchify(tokens: Tensor, patch_size: int, height: int, width: int) -> Tensor:
    """(B, P, patch_size*patch_size*C) -> (B, C, H, W), H being `height` and W `width`."""
    B, P, D = tokens.shape
    rows = height // patch_size
    columns = width // patch_size
    if rows * columns != P:
        raise ValueError(f"there are {P} patches, and {rows} x {columns} in the image")
    C = D // (patch_size * patch_size)
    # The axes inside a patch are called y and x here, both of size patch_size.
    grid = tokens.reshape(
        B, rows, columns, patch_size, patch_size, C
    )  # (B, rows, columns, y, x, C)
    sides = grid.permute(0, 5, 1, 3, 2, 4)  # (B, C, rows, y, columns, x)
    return sides.reshape(B, C, height, width)  # (B, C, H, W)
