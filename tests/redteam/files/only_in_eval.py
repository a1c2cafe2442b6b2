# kata: linear
# attack: is right in eval mode only
# verdict: failed
# fails: train mode
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.w.T * (1.5 if self.training else 1)
        return y if self.b is None else y + self.b
