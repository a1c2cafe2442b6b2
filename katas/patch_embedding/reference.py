"""Patch embedding: an image becomes a class token and one token per patch, with positions.

Source: Dosovitskiy et al., An Image is Worth 16x16 Words, 2020 (arXiv:2010.11929), section 3.1.
B batch, C in_ch, H W image height and width, both img_size, P patches, D embed_dim
"""

import torch
from torch import Tensor, nn


class PatchEmbedding(nn.Module):
    """(B, C, H, W) -> (B, P + 1, D): the class token, then the patches row by row."""

    def __init__(
        self,
        img_size: int = 224,
        in_ch: int = 3,
        embed_dim: int = 512,
        patch_size: int = 32,
        p_dropout: float = 0.1,
    ) -> None:
        super().__init__()
        if img_size % patch_size:
            raise ValueError(
                f"img_size ({img_size}) must be a multiple of patch_size ({patch_size})"
            )
        n_patches = (img_size // patch_size) ** 2
        # A kernel as large as its stride sees each patch once: one linear layer for every patch.
        self.patch_proj = nn.Conv2d(in_ch, embed_dim, kernel_size=patch_size, stride=patch_size)
        self.class_token = nn.Parameter(torch.randn(1, 1, embed_dim) * 0.02)
        self.positions = nn.Parameter(torch.randn(1, n_patches + 1, embed_dim) * 0.02)
        self.dropout = nn.Dropout(p_dropout)

    def forward(self, image: Tensor) -> Tensor:
        patches = self.patch_proj(image)  # (B, D, H // patch_size, W // patch_size)
        patches = patches.flatten(start_dim=2)  # (B, D, P)
        patches = patches.transpose(1, 2)  # (B, P, D)

        class_token = self.class_token.expand(image.shape[0], -1, -1)  # (B, 1, D)
        tokens = torch.cat([class_token, patches], dim=1)  # (B, P + 1, D)
        tokens = tokens + self.positions  # (B, P + 1, D)
        return self.dropout(tokens)  # (B, P + 1, D)
