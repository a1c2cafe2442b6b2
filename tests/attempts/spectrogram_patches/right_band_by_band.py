# kata: spectrogram_patches
import torch
from torch import nn
from torch.nn import functional as F


class SpectrogramPatches(nn.Module):
    def __init__(self, embed_dim=256, patch=(16, 16)):
        super().__init__()
        self.bins, self.steps = patch
        self.kernel = nn.Parameter(torch.randn(embed_dim, self.bins, self.steps))
        self.b = nn.Parameter(torch.zeros(embed_dim))

    def forward(self, x):
        bands = x.split(self.bins, dim=1)
        rows = [F.conv1d(band, self.kernel, self.b, stride=self.steps) for band in bands]
        return torch.cat(rows, dim=2).transpose(1, 2)
