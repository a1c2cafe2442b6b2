"""Spatial attention: every pixel of a feature map reads all pixels.

Source: Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models, 2020 (arXiv:2006.11239),
where it stands in the U-Net; Wang et al., Non-local Neural Networks, 2017 (arXiv:1711.07971).
B batch, C channels = n_heads * head_dim, H W image height and width, L = H * W
"""

from torch import Tensor, nn


class SpatialAttention(nn.Module):
    """(B, C, H, W) -> (B, C, H, W)."""

    def __init__(self, channels: int, n_heads: int = 4, groups: int = 8) -> None:
        super().__init__()
        if channels % n_heads:
            raise ValueError(f"channels ({channels}) must be a multiple of n_heads ({n_heads})")
        if channels % groups:
            raise ValueError(f"channels ({channels}) must be a multiple of groups ({groups})")
        self.n_heads = n_heads
        self.head_dim = channels // n_heads
        self.norm = nn.GroupNorm(groups, channels)
        self.qkv_proj = nn.Linear(channels, 3 * channels)
        self.out_proj = nn.Linear(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        B, C, H, W = x.shape
        # Normed as an image: the statistics are those of a group of channels over all pixels.
        tokens = self.norm(x).flatten(start_dim=2)  # (B, C, L)
        tokens = tokens.transpose(1, 2)  # (B, L, C)
        q, k, v = self.qkv_proj(tokens).chunk(3, dim=-1)  # (B, L, C) each
        q = q.view(B, H * W, self.n_heads, self.head_dim).transpose(
            1, 2
        )  # (B, n_heads, L, head_dim)
        k = k.view(B, H * W, self.n_heads, self.head_dim).transpose(
            1, 2
        )  # (B, n_heads, L, head_dim)
        v = v.view(B, H * W, self.n_heads, self.head_dim).transpose(
            1, 2
        )  # (B, n_heads, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_heads, L, L)
        probs = scores.softmax(dim=-1)  # (B, n_heads, L, L)
        out = probs @ v  # (B, n_heads, L, head_dim)

        out = out.transpose(1, 2).reshape(B, H * W, C)  # (B, L, C)
        out = self.out_proj(out)  # (B, L, C)
        out = out.transpose(1, 2).reshape(B, C, H, W)  # (B, C, H, W)
        return x + out  # (B, C, H, W)
