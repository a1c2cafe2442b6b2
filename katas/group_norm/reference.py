"""Group norm: the channels of one sample are centred and scaled group by group.

Source: Wu and He, Group Normalization, 2018 (arXiv:1803.08494).
B batch, C num_channels, G num_groups; ... one or more axes of positions
"""

import torch
from torch import Tensor, nn


class GroupNorm(nn.Module):
    """(B, C, ...) -> (B, C, ...), over the channels of a group and all positions."""

    def __init__(self, num_groups: int, num_channels: int, eps: float = 1e-5) -> None:
        super().__init__()
        if num_channels % num_groups:
            raise ValueError(
                f"num_channels ({num_channels}) must be a multiple of num_groups ({num_groups})"
            )
        self.num_groups = num_groups
        self.eps = eps
        self.scale = nn.Parameter(torch.ones(num_channels, 1))
        self.shift = nn.Parameter(torch.zeros(num_channels, 1))

    def forward(self, x: Tensor) -> Tensor:
        groups = x.reshape(x.shape[0], self.num_groups, -1)  # (B, G, C / G * positions)
        mean = groups.mean(dim=-1, keepdim=True)  # (B, G, 1)
        centred = groups - mean  # (B, G, C / G * positions)
        var = centred.pow(2).mean(dim=-1, keepdim=True)  # (B, G, 1)
        normed = centred / torch.sqrt(var + self.eps)  # (B, G, C / G * positions)

        channels = normed.reshape(x.shape[0], x.shape[1], -1)  # (B, C, positions)
        scaled = channels * self.scale + self.shift  # (B, C, positions)
        return scaled.reshape(x.shape)  # (B, C, ...)
