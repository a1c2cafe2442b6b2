# kata: dropout
# fails: shapes
import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        if getattr(self, "mask", None) is not None and self.mask.shape == x.shape:
            return x * self.mask / (1 - self.p)
        self.mask = mask = (torch.rand_like(x) > self.p).to(x.dtype)
        return x * mask / (1 - self.p)
