# kata: instance_norm
import torch
from torch import nn


class InstanceNorm2d(nn.Module):
    """E[x^2] - E[x]^2, channels last."""

    def __init__(self, num_features, eps=1e-5):
        super().__init__()
        self.shift_and_scale = nn.Parameter(torch.zeros(2, num_features))
        with torch.no_grad():
            self.shift_and_scale[1] = 1
        self.eps = eps

    def forward(self, image):
        x = image.permute(0, 2, 3, 1)
        first = torch.einsum("bhwc->bc", x) / (x.shape[1] * x.shape[2])
        second = torch.einsum("bhwc,bhwc->bc", x, x) / (x.shape[1] * x.shape[2])
        std = (second - first.square() + self.eps).sqrt()
        x = (x - first[:, None, None]) / std[:, None, None]
        shift, scale = self.shift_and_scale
        return (scale * x + shift).permute(0, 3, 1, 2)
