"""Tubelet embedding: a video becomes one token for every small box of time, height and width.

Source: Arnab et al., ViViT: A Video Vision Transformer, 2021 (arXiv:2103.15691), section 3.2.
B batch, C in_ch, T frames, H W frame height and width, N tubelets, D embed_dim
"""

from torch import Tensor, nn


class TubeletEmbedding(nn.Module):
    """(B, C, T, H, W) -> (B, N, D): tubelets ordered by time, then row, then column."""

    def __init__(
        self, in_ch: int = 3, embed_dim: int = 512, tubelet: tuple[int, int, int] = (2, 16, 16)
    ) -> None:
        super().__init__()
        # A kernel as large as its stride sees each box once: one linear layer for every box.
        self.tubelet_proj = nn.Conv3d(in_ch, embed_dim, kernel_size=tubelet, stride=tubelet)

    def forward(self, video: Tensor) -> Tensor:
        boxes = self.tubelet_proj(video)  # (B, D, T // time, H // height, W // width)
        tokens = boxes.flatten(start_dim=2)  # (B, D, N)
        return tokens.transpose(1, 2)  # (B, N, D)
