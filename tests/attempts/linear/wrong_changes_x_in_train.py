# kata: linear
# fails: side effects
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        out = x.clone() @ self.weight.T
        if self.training:
            with torch.no_grad():
                x.mul_(2)
        return out if self.bias is None else out + self.bias
