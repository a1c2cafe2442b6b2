# kata: linear
# attack: replaces the engine's list of parameters by an enormous one
# verdict: failed
# fails: builds
import sys

import torch
from torch import nn

engine = sys.modules["torchkata.worker.engine"]
messages = sys.modules["torchkata.worker.messages"]
leaves = (messages.LeafInfo("w", (10**12,)),)
engine.Engine.inspect = lambda self, case: messages.Inventory(leaves, (), (), (), (), ())


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.w.T
        return y if self.b is None else y + self.b
