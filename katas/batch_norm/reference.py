"""Batch norm for images: each channel is centred and scaled over the batch and all positions.

Source: Ioffe and Szegedy, Batch Normalization, 2015 (arXiv:1502.03167).
B batch, C channels, H W image height and width
"""

import torch
from torch import Tensor, nn


class BatchNorm2d(nn.Module):
    """(B, C, H, W) -> (B, C, H, W), by the batch in train mode, by running statistics in eval."""

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.scale = nn.Parameter(torch.ones(num_features))
        self.shift = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            mean = x.mean(dim=(0, 2, 3))  # (C,)
            var = x.var(dim=(0, 2, 3), unbiased=False)  # (C,)
            self.move_running_statistics(x.detach())
        else:
            mean = self.running_mean  # (C,)
            var = self.running_var  # (C,)

        centred = x - mean.view(1, -1, 1, 1)  # (B, C, H, W)
        std = torch.sqrt(var + self.eps)  # (C,)
        normed = centred / std.view(1, -1, 1, 1)  # (B, C, H, W)
        return normed * self.scale.view(1, -1, 1, 1) + self.shift.view(1, -1, 1, 1)  # (B, C, H, W)

    def move_running_statistics(self, x: Tensor) -> None:
        mean = x.mean(dim=(0, 2, 3))  # (C,)
        # The batch is a sample of all the data, and eval needs the variance of all: unbiased.
        var = x.var(dim=(0, 2, 3), unbiased=True)  # (C,)
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean  # (C,)
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var  # (C,)
