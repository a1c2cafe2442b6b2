"""U-Net residual block: two convolutions, and between them the block is told the time.

Source: Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models, 2020 (arXiv:2006.11239),
appendix B.
B batch, C channels, in_ch or out_ch, H W image height and width, T time_dim
"""

from torch import Tensor, nn
from torch.nn import functional as F


class ResBlock(nn.Module):
    """(B, in_ch, H, W) and (B, T) -> (B, out_ch, H, W)."""

    def __init__(self, in_ch: int, out_ch: int, time_dim: int, groups: int = 8) -> None:
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
        hidden = F.silu(self.norm1(x))  # (B, in_ch, H, W)
        hidden = self.conv1(hidden)  # (B, out_ch, H, W)

        time = self.time_proj(F.silu(t_emb))  # (B, out_ch)
        hidden = hidden + time[:, :, None, None]  # (B, out_ch, H, W)

        hidden = F.silu(self.norm2(hidden))  # (B, out_ch, H, W)
        hidden = self.conv2(hidden)  # (B, out_ch, H, W)
        return self.shortcut(x) + hidden  # (B, out_ch, H, W)
