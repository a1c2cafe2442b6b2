# kata: linear
import torch
from torch import nn
from torch.nn.utils import parametrize


class Turned(nn.Module):
    def forward(self, w):
        return w.T


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        parametrize.register_parametrization(self, "weight", Turned(), unsafe=True)
        self.bias = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias
