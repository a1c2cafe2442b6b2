# kata: waveform_tokens
import torch
from torch import nn
from torch.nn import functional as F


class WaveformTokens(nn.Module):
    """Filters of each channel apart, summed at the end."""

    def __init__(self, in_ch=1, embed_dim=256, window=400, hop=160):
        super().__init__()
        self.parts = nn.ModuleList(
            nn.Conv1d(1, embed_dim, window, hop, bias=False) for _ in range(in_ch)
        )
        self.bias = nn.Parameter(torch.zeros(1, 1, embed_dim))

    def forward(self, x):
        parts = [part(c) for part, c in zip(self.parts, x.split(1, dim=1), strict=True)]
        return F.gelu(sum(parts).transpose(1, 2) + self.bias)
