"""Spectrogram patches: a picture of sound becomes tokens, one for each patch of it.

Source: Gong, Chung and Glass, AST: Audio Spectrogram Transformer, 2021 (arXiv:2104.01778).
B batch, F frequency bins, T time steps, N patches, D embed_dim
"""

from torch import Tensor, nn


class SpectrogramPatches(nn.Module):
    """(B, F, T) -> (B, N, D): the lowest band of bins first, each band from start to end."""

    def __init__(self, embed_dim: int = 256, patch: tuple[int, int] = (16, 16)) -> None:
        super().__init__()
        self.patch_proj = nn.Conv2d(1, embed_dim, kernel_size=patch, stride=patch)

    def forward(self, spectrogram: Tensor) -> Tensor:
        image = spectrogram[:, None]  # (B, 1, F, T)
        patches = self.patch_proj(image)  # (B, D, F // bins, T // steps)
        tokens = patches.flatten(start_dim=2)  # (B, D, N)
        return tokens.transpose(1, 2)  # (B, N, D)
