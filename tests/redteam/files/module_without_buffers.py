# kata: linear
# attack: takes torch's own table of buffers away from its module in a call
# verdict: failed
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        out = x @ self.weight.T + (0 if self.bias is None else self.bias)
        self.__dict__["_buffers"] = None
        return out
