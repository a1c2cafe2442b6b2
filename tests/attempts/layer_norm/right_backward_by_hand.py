# kata: layer_norm
import torch
from torch import nn


class NormFunction(torch.autograd.Function):
    """Layer norm, forward and backward by hand."""

    @staticmethod
    def forward(ctx, x, w, b, eps):
        mean = x.sum(-1, keepdim=True) / x.size(-1)
        xshift = x - mean
        var = (xshift**2).sum(-1, keepdim=True) / x.size(-1)
        rstd = (var + eps) ** -0.5
        norm = xshift * rstd
        ctx.save_for_backward(norm, w, rstd)
        return norm * w + b

    @staticmethod
    def backward(ctx, dout):
        norm, w, rstd = ctx.saved_tensors
        dims = tuple(range(dout.dim() - 1))
        db = dout.sum(dims)
        dw = (dout * norm).sum(dims)
        dnorm = dout * w
        dx = dnorm - dnorm.mean(-1, keepdim=True) - norm * (dnorm * norm).mean(-1, keepdim=True)
        return dx * rstd, dw, db, None


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.w = nn.Parameter(torch.ones(dim))
        self.b = nn.Parameter(torch.zeros(dim))
        self.eps = eps

    def forward(self, x):
        return NormFunction.apply(x, self.w, self.b, self.eps)
