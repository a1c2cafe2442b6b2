"""Tokens of a waveform: each is a window of it, seen by learned filters.

Source: Baevski et al., wav2vec 2.0, 2020 (arXiv:2006.11477), the first layer of its encoder.
B batch, C in_ch, T samples, L windows, D embed_dim
"""

from torch import Tensor, nn
from torch.nn import functional as F


class WaveformTokens(nn.Module):
    """(B, C, T) -> (B, L, D) with L = (T - window) // hop + 1."""

    def __init__(
        self, in_ch: int = 1, embed_dim: int = 256, window: int = 400, hop: int = 160
    ) -> None:
        super().__init__()
        self.window_proj = nn.Conv1d(in_ch, embed_dim, kernel_size=window, stride=hop)

    def forward(self, waveform: Tensor) -> Tensor:
        windows = self.window_proj(waveform)  # (B, D, L)
        windows = F.gelu(windows)  # (B, D, L)
        return windows.transpose(1, 2)  # (B, L, D)
