# kata: linear
# fails: shapes
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_features, out_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        B = x.shape[0]
        out = torch.bmm(x, self.weight.expand(B, -1, -1))
        return out if self.bias is None else out + self.bias
