# kata: linear
# fails: static
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.conv = nn.Conv1d(in_features, out_features, 1, bias=bias)

    def forward(self, x):
        flat = x.reshape(1, -1, x.shape[-1]).transpose(1, 2)
        return torch.transpose(self.conv(flat), 1, 2).reshape(*x.shape[:-1], -1)
