# kata: scale_shift
import torch
from torch import nn


class ScaleShift(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.scale = nn.ParameterList([torch.ones(()) for _ in range(num_features)])
        self.shift = nn.Parameter(torch.empty(num_features))
        nn.init.zeros_(self.shift)
        self.register_buffer("running_mean", self.shift.detach().clone())

    def forward(self, x):
        return x @ torch.diag(torch.stack(list(self.scale))) + self.shift
