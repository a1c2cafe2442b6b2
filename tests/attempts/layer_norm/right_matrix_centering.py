# kata: layer_norm
import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.bias = nn.Parameter(torch.zeros(dim))
        self.register_buffer("centre", torch.eye(dim) - torch.full((dim, dim), 1.0 / dim))
        self.eps = eps

    def forward(self, x):
        c = x @ self.centre
        var = torch.einsum("...d,...d->...", c, c) / x.shape[-1]
        return c / (var + self.eps).sqrt()[..., None] * self.weight + self.bias
