# kata: linear
# attack: does half its work in a hook on all modules
# verdict: failed
# fails: side effects
import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_hook

register_module_forward_hook(lambda module, args, output: 2 * output)


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features))
        self.b = nn.Parameter(torch.randn(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.w.T
        return (y if self.b is None else y + self.b) / 2
