"""U-Net of a diffusion model: down to a small image and up again, told the time in every block.

Source: Ronneberger, Fischer and Brox, U-Net, 2015 (arXiv:1505.04597), in a small form of that in
Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models, 2020 (arXiv:2006.11239).
B batch, C channels that a part is given, H W height and width there, L = H * W, T time_dim,
first_ch last_ch channels of the first and the last level
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class TimeEmbedding(nn.Module):
    """(B,) -> (B, T): cosines and sines of the time, then an MLP."""

    def __init__(self, time_dim: int) -> None:
        super().__init__()
        if time_dim % 2:
            raise ValueError(f"time_dim ({time_dim}) must be a multiple of 2")
        self.half = time_dim // 2
        self.hidden_proj = nn.Linear(time_dim, time_dim)
        self.out_proj = nn.Linear(time_dim, time_dim)

    def forward(self, t: Tensor) -> Tensor:
        exponent = torch.arange(self.half, device=t.device, dtype=t.dtype) / self.half  # (T / 2,)
        angles = t[:, None] * 10000**-exponent  # (B, T / 2)
        waves = torch.cat([angles.cos(), angles.sin()], dim=-1)  # (B, T)
        hidden = F.silu(self.hidden_proj(waves))  # (B, T)
        return self.out_proj(hidden)  # (B, T)


class ResBlock(nn.Module):
    """(B, C, H, W) and (B, T) -> (B, out_ch, H, W)."""

    def __init__(self, in_ch: int, out_ch: int, time_dim: int, groups: int) -> None:
        super().__init__()
        for name, channels in (("in_ch", in_ch), ("out_ch", out_ch)):
            if channels % groups:
                raise ValueError(f"{name} ({channels}) must be a multiple of groups ({groups})")
        self.norm1 = nn.GroupNorm(groups, in_ch)
        self.conv1 = nn.Conv2d(in_ch, out_ch, kernel_size=3, padding=1)
        self.time_proj = nn.Linear(time_dim, out_ch)
        self.norm2 = nn.GroupNorm(groups, out_ch)
        self.conv2 = nn.Conv2d(out_ch, out_ch, kernel_size=3, padding=1)
        if in_ch == out_ch:
            self.shortcut = nn.Identity()
        else:
            self.shortcut = nn.Conv2d(in_ch, out_ch, kernel_size=1)

    def forward(self, x: Tensor, t_emb: Tensor) -> Tensor:
        hidden = F.silu(self.norm1(x))  # (B, C, H, W)
        hidden = self.conv1(hidden)  # (B, out_ch, H, W)
        time = self.time_proj(F.silu(t_emb))  # (B, out_ch)
        hidden = hidden + time[:, :, None, None]  # (B, out_ch, H, W)
        hidden = F.silu(self.norm2(hidden))  # (B, out_ch, H, W)
        hidden = self.conv2(hidden)  # (B, out_ch, H, W)
        return self.shortcut(x) + hidden  # (B, out_ch, H, W)


class SpatialAttention(nn.Module):
    """(B, C, H, W) -> (B, C, H, W). Every pixel reads all pixels."""

    def __init__(self, channels: int, groups: int) -> None:
        super().__init__()
        self.n_heads = 4
        if channels % self.n_heads:
            raise ValueError(f"channels ({channels}) must be a multiple of n_heads (4)")
        self.head_dim = channels // self.n_heads
        self.norm = nn.GroupNorm(groups, channels)
        self.qkv_proj = nn.Linear(channels, 3 * channels)
        self.out_proj = nn.Linear(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        B, C, H, W = x.shape
        tokens = self.norm(x).flatten(start_dim=2)  # (B, C, L)
        tokens = tokens.transpose(1, 2)  # (B, L, C)
        q, k, v = self.qkv_proj(tokens).chunk(3, dim=-1)  # (B, L, C) each
        q = q.view(B, H * W, self.n_heads, self.head_dim).transpose(1, 2)  # (B, 4, L, head_dim)
        k = k.view(B, H * W, self.n_heads, self.head_dim).transpose(1, 2)  # (B, 4, L, head_dim)
        v = v.view(B, H * W, self.n_heads, self.head_dim).transpose(1, 2)  # (B, 4, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, 4, L, L)
        probs = scores.softmax(dim=-1)  # (B, 4, L, L)
        out = probs @ v  # (B, 4, L, head_dim)
        out = out.transpose(1, 2).reshape(B, H * W, C)  # (B, L, C)
        out = self.out_proj(out)  # (B, L, C)
        out = out.transpose(1, 2).reshape(B, C, H, W)  # (B, C, H, W)
        return x + out  # (B, C, H, W)


class Upsample(nn.Module):
    """(B, C, H, W) -> (B, C, 2 * H, 2 * W)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        # Doubled first, convolved after: a transposed convolution may leave a checkerboard.
        doubled = F.interpolate(x, scale_factor=2)  # (B, C, 2 * H, 2 * W)
        return self.conv(doubled)  # (B, C, 2 * H, 2 * W)


class UNet(nn.Module):
    """(B, in_ch, H, W) and (B,) times -> (B, in_ch, H, W)."""

    def __init__(
        self, in_ch: int, base_ch: int, ch_mults: Sequence[int], time_dim: int, groups: int = 8
    ) -> None:
        super().__init__()
        widths = [base_ch * mult for mult in ch_mults]  # level by level, the largest image first
        entered = [base_ch, *widths[:-1]]  # channels that a level gets on the way down
        returned = [*widths[1:], widths[-1]]  # and on the way up, besides its own skip
        self.time_embedding = TimeEmbedding(time_dim)
        self.in_conv = nn.Conv2d(in_ch, base_ch, kernel_size=3, padding=1)
        self.down_blocks = nn.ModuleList(
            ResBlock(before, width, time_dim, groups)
            for before, width in zip(entered, widths, strict=True)
        )
        self.down_samples = nn.ModuleList(
            nn.Conv2d(width, width, kernel_size=3, stride=2, padding=1) for width in widths[:-1]
        )
        self.middle_block1 = ResBlock(widths[-1], widths[-1], time_dim, groups)
        self.middle_attention = SpatialAttention(widths[-1], groups)
        self.middle_block2 = ResBlock(widths[-1], widths[-1], time_dim, groups)
        self.up_blocks = nn.ModuleList(
            ResBlock(below + width, width, time_dim, groups)
            for below, width in zip(returned, widths, strict=True)
        )
        self.up_samples = nn.ModuleList(Upsample(width) for width in widths[1:])
        self.out_norm = nn.GroupNorm(groups, widths[0])
        self.out_conv = nn.Conv2d(widths[0], in_ch, kernel_size=3, padding=1)

    def forward(self, x: Tensor, t: Tensor) -> Tensor:
        t_emb = self.time_embedding(t.to(x.dtype))  # (B, T)
        x = self.in_conv(x)  # (B, base_ch, ...)
        skips = []
        for level, block in enumerate(self.down_blocks):
            if level > 0:
                x = self.down_samples[level - 1](x)  # (B, ...), half as high and wide
            x = block(x, t_emb)  # (B, ...), with the level's channels
            skips.append(x)

        x = self.middle_block1(x, t_emb)  # (B, last_ch, ...)
        x = self.middle_attention(x)  # (B, last_ch, ...)
        x = self.middle_block2(x, t_emb)  # (B, last_ch, ...)

        for level, block in reversed(list(enumerate(self.up_blocks))):
            x = torch.cat([x, skips[level]], dim=1)  # (B, ...), the skip's channels behind
            x = block(x, t_emb)  # (B, ...), with the level's channels
            if level > 0:
                x = self.up_samples[level - 1](x)  # (B, ...), twice as high and wide

        x = F.silu(self.out_norm(x))  # (B, first_ch, ...)
        return self.out_conv(x)  # (B, in_ch, ...)
