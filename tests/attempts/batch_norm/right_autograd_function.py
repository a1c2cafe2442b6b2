# kata: batch_norm
import torch
from torch import nn


class BN(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w, b, eps):
        n = x.numel() // x.shape[1]
        mu = x.sum((0, 2, 3), keepdim=True) / n
        d = x - mu
        ivar = ((d * d).sum((0, 2, 3), keepdim=True) / n + eps) ** -0.5
        xhat = d * ivar
        ctx.save_for_backward(xhat, ivar, w)
        return w.view(1, -1, 1, 1) * xhat + b.view(1, -1, 1, 1)

    @staticmethod
    def backward(ctx, g):
        xhat, ivar, w = ctx.saved_tensors
        dims = (0, 2, 3)
        gx = g * w.view(1, -1, 1, 1)
        dx = ivar * (gx - gx.mean(dims, True) - xhat * (gx * xhat).mean(dims, True))
        return dx, (g * xhat).sum(dims), g.sum(dims), None


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.w = nn.Parameter(torch.ones(num_features))
        self.b = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.eps, self.momentum = eps, momentum

    def forward(self, x):
        if not self.training:
            y = (x - self.running_mean.view(-1, 1, 1)) / torch.sqrt(
                self.running_var.view(-1, 1, 1) + self.eps
            )
            return y * self.w.view(-1, 1, 1) + self.b.view(-1, 1, 1)
        m = self.momentum
        d = x.detach()
        self.running_mean.copy_(self.running_mean * (1 - m) + m * d.mean((0, 2, 3)))
        self.running_var.copy_(self.running_var * (1 - m) + m * d.var((0, 2, 3)))
        return BN.apply(x, self.w, self.b, self.eps)
