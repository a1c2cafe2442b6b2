# kata: linear
# attack: returns a parameter instead of a result
# verdict: failed
# fails: shapes
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))

    def forward(self, x):
        return self.w
