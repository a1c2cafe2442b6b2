# kata: instance_norm
import torch
from torch import nn


class InstanceNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.scales = nn.ParameterList(torch.ones(1) for _ in range(num_features))
        self.shifts = nn.ParameterList(torch.zeros(1) for _ in range(num_features))

    def one(self, channel, scale, shift):
        channel = channel - channel.mean()
        return channel / (channel.pow(2).mean() + self.eps).sqrt() * scale + shift

    def forward(self, x):
        return torch.stack(
            [torch.stack(list(map(self.one, image, self.scales, self.shifts))) for image in x]
        )
