# kata: linear
# attack: replaces the engine's gradients by ones of another length and dtype
# verdict: failed
import sys

import torch
from torch import nn

runs = sys.modules["torchkata.worker.runs"]
runs.flat = lambda tensors: torch.ones(2, dtype=torch.complex128)


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.w.T
        return y if self.b is None else y + self.b
