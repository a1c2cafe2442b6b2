# kata: spectrogram_patches
import torch
from torch import nn


class SpectrogramPatches(nn.Module):
    """Steps before bins inside a patch."""

    def __init__(self, embed_dim: int = 256, patch: tuple = (16, 16)):
        super().__init__()
        self.f, self.t = patch
        self.bias = nn.Parameter(torch.zeros(embed_dim))
        self.weight = nn.Parameter(torch.randn(self.t * self.f, embed_dim) * 0.02)

    def forward(self, x):
        batch, bins, steps = x.shape
        x = x.reshape(batch, bins // self.f, self.f, steps // self.t, self.t)
        x = x.permute(0, 1, 3, 4, 2).reshape(batch, -1, self.t * self.f)
        return x @ self.weight + self.bias
