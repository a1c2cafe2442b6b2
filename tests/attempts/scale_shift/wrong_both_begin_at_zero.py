# kata: scale_shift
# fails: state
import torch
from torch import nn


class ScaleShift(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.both = nn.Parameter(torch.zeros(2, num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))

    def forward(self, x):
        scale, shift = self.both
        return torch.addcmul(shift, x, scale)
