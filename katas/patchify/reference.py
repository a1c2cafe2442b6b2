"""Patchify: an image is cut into squares, and each square becomes one vector.

Source: Dosovitskiy et al., An Image is Worth 16x16 Words, 2020 (arXiv:2010.11929), section 3.1.
B batch, C channels, H W image height and width, P = rows * columns patches
"""

from torch import Tensor


def patchify(image: Tensor, patch_size: int) -> Tensor:
    """(B, C, H, W) -> (B, P, patch_size*patch_size*C), patches row by row."""
    B, C, H, W = image.shape
    if H % patch_size or W % patch_size:
        raise ValueError(f"the image ({H} x {W}) must be multiples of patch_size ({patch_size})")
    rows = H // patch_size
    columns = W // patch_size
    # The axes inside a patch are called y and x here, both of size patch_size.
    grid = image.reshape(B, C, rows, patch_size, columns, patch_size)  # (B, C, rows, y, columns, x)
    patches = grid.permute(0, 2, 4, 3, 5, 1)  # (B, rows, columns, y, x, C)
    flat = patches.flatten(start_dim=3)  # (B, rows, columns, patch_size*patch_size*C)
    return flat.flatten(start_dim=1, end_dim=2)  # (B, P, patch_size*patch_size*C)
