# kata: linear
# attack: only the first instance is right
# verdict: failed
import torch
from torch import nn

built = 0


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        global built
        built += 1
        self.factor = 1.0 if built < 3 else 1.1
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.w.T * self.factor
        return y if self.b is None else y + self.b
