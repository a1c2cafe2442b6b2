# kata: linear
# fails: values
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None
        self.turned = None

    def forward(self, x):
        if self.turned is None:
            self.turned = self.weight.t().contiguous()
        out = x @ self.turned
        return out if self.bias is None else out + self.bias
