"""Convolution as a matrix product: every window of the image becomes a column, one map for all.

Source: Chellapilla, Puri and Simard, High Performance Convolutional Neural Networks for Document
Processing, 2006.
B batch, C in_ch, H W image height and width, K kernel_size, N windows, rows * columns of them
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Conv2d(nn.Module):
    """(B, C, H, W) -> (B, out_ch, rows, columns)."""

    def __init__(
        self, in_ch: int, out_ch: int, kernel_size: int, stride: int = 1, padding: int = 0
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = stride
        self.padding = padding
        fan_in = in_ch * kernel_size**2
        self.weight = nn.Parameter(torch.randn(out_ch, fan_in) * fan_in**-0.5)
        self.bias = nn.Parameter(torch.zeros(out_ch, 1))

    def forward(self, image: Tensor) -> Tensor:
        H, W = image.shape[2:]
        rows = (H + 2 * self.padding - self.kernel_size) // self.stride + 1
        columns = (W + 2 * self.padding - self.kernel_size) // self.stride + 1

        windows = F.unfold(
            image, self.kernel_size, padding=self.padding, stride=self.stride
        )  # (B, C * K * K, N)
        out = self.weight @ windows + self.bias  # (B, out_ch, N)
        return out.unflatten(2, (rows, columns))  # (B, out_ch, rows, columns)
