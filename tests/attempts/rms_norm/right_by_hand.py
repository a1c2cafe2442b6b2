# kata: rms_norm
import torch
from torch import nn


class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, eps):
        r = (x.square().sum(-1, keepdim=True) / x.shape[-1] + eps) ** -0.5
        y = x * r
        ctx.save_for_backward(y, r)
        return y

    @staticmethod
    def backward(ctx, g):
        y, r = ctx.saved_tensors
        return r * (g - y * (g * y).mean(-1, keepdim=True)), None


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.scale = nn.Parameter(torch.full((dim,), 1.0))
        self.eps = eps

    def forward(self, x):
        return Scale.apply(x, self.eps) * self.scale
