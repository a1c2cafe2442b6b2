# kata: scale_shift
import torch
from torch import nn


class ScaleShift(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.table = nn.Parameter(torch.tensor([[0.0], [1.0]]).repeat(1, num_features))

    def forward(self, x):
        shift, scale = self.table
        return torch.addcmul(shift, x, scale)
