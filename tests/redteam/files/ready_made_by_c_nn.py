# kata: linear
# attack: calls the binding of torch._C._nn
# verdict: failed
# fails: static
import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        return getattr(torch._C._nn, "lin" + "ear")(x, self.w, self.b)
