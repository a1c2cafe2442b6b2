# kata: batch_norm
# fails: side effects
import torch
from torch import nn


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.w = nn.Parameter(torch.ones(num_features))
        self.b = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.eps, self.momentum = eps, momentum

    def forward(self, given):
        x = given.clone()
        if self.training:
            v, m = torch.var_mean(x, (0, 2, 3), correction=0)
            n = x.numel() / x.size(1)
            with torch.no_grad():
                self.running_mean.lerp_(m, self.momentum)
                self.running_var.lerp_(v * n / (n - 1), self.momentum)
        else:
            m, v = self.running_mean, self.running_var
        y = (x - m[:, None, None]) / (v[:, None, None] + self.eps).sqrt() * self.w[
            :, None, None
        ] + self.b[:, None, None]
        if self.training:
            with torch.no_grad():
                given.zero_()
        return y
