"""Instance norm: every channel of every image is centred and scaled over its own positions.

Source: Ulyanov, Vedaldi and Lempitsky, Instance Normalization, 2016 (arXiv:1607.08022).
B batch, C num_features, H W image height and width
"""

import torch
from torch import Tensor, nn


class InstanceNorm2d(nn.Module):
    """(B, C, H, W) -> (B, C, H, W), by each image's own statistics in train and eval mode alike."""

    def __init__(self, num_features: int, eps: float = 1e-5) -> None:
        super().__init__()
        self.eps = eps
        self.scale = nn.Parameter(torch.ones(num_features))
        self.shift = nn.Parameter(torch.zeros(num_features))

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean(dim=(2, 3), keepdim=True)  # (B, C, 1, 1)
        centred = x - mean  # (B, C, H, W)
        var = centred.pow(2).mean(dim=(2, 3), keepdim=True)  # (B, C, 1, 1)
        normed = centred / torch.sqrt(var + self.eps)  # (B, C, H, W)

        scale = self.scale.view(1, -1, 1, 1)  # (1, C, 1, 1)
        shift = self.shift.view(1, -1, 1, 1)  # (1, C, 1, 1)
        return normed * scale + shift  # (B, C, H, W)
