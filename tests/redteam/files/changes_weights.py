# kata: linear
# attack: changes its weights in forward
# verdict: failed
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.w.T
        self.w.data.mul_(1.001)
        return y if self.b is None else y + self.b
