"""An image becomes a sequence: every pixel is a token, its channels are the token's features.

Source: Dosovitskiy et al., An Image is Worth 16x16 Words, 2020 (arXiv:2010.11929), patch size 1.
B batch, C channels, H W image height and width
"""

from torch import Tensor


def tokenize_image(image: Tensor) -> Tensor:
    """(B, C, H, W) -> (B, H*W, C), one row of pixels after the other."""
    pixels = image.flatten(start_dim=2)  # (B, C, H*W)
    return pixels.transpose(1, 2)  # (B, H*W, C)
