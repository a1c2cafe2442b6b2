# kata: layer_norm
# fails: train mode
import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.bias = nn.Parameter(torch.zeros(dim))
        self.eps = eps

    def forward(self, x):
        d = x - x.mean(-1, keepdim=True)
        var = x.var(-1, keepdim=True, unbiased=self.training)
        return d / (var + self.eps).sqrt() * self.weight + self.bias
