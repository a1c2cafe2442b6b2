# kata: linear
# attack: does half its work in a replaced Module.__call__
# verdict: failed
# fails: side effects
import torch
from torch import nn

original = nn.Module.__call__
nn.Module.__call__ = lambda self, *args, **kwargs: 2 * original(self, *args, **kwargs)


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.w.T
        return (y if self.b is None else y + self.b) / 2
