# kata: scale_shift
import torch
from torch import nn


class ScaleShift(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        for name, value in (("scale", 1.0), ("shift", 0.0)):
            self.register_parameter(name, nn.Parameter(torch.full((1, num_features), value)))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("calls", torch.tensor(0), persistent=False)

    def forward(self, x):
        return self.shift[0] + x * self.scale[0]
