# kata: conv2d
# fails: static
import torch
import torch.nn.functional as F
from torch import nn


class Conv2d(nn.Module):
    def __init__(self, in_ch, out_ch, kernel_size, stride=1, padding=0):
        super().__init__()
        self.k, self.s, self.p = kernel_size, stride, padding
        self.weight = nn.Parameter(torch.randn(out_ch, in_ch, kernel_size, kernel_size))
        self.bias = nn.Parameter(torch.zeros(out_ch))

    def forward(self, x):
        y = F.conv_transpose2d(x, self.weight.transpose(0, 1).flip(2, 3), self.bias)
        p = self.k - 1 - self.p
        return y[:, :, p : y.shape[2] - p : self.s, p : y.shape[3] - p : self.s]
