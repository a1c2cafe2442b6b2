# kata: linear
# What the memory for a new tensor holds may be nan, too: initial values are nobody's business here.
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.full((out_features, in_features), float("nan")))
        self.b = nn.Parameter(torch.zeros(out_features)) if bias else 0

    def forward(self, x):
        return x.matmul(self.w.mT) + self.b
