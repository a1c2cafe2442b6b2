# kata: batch_norm
import torch
from torch import nn


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.g = nn.ParameterList([nn.Parameter(torch.ones(())) for _ in range(num_features)])
        self.b = nn.ParameterList([nn.Parameter(torch.zeros(())) for _ in range(num_features)])
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.eps, self.momentum = eps, momentum

    def forward(self, x):
        outs = []
        for c in range(x.size(1)):
            xc = x[:, c]
            if self.training:
                m, v = xc.mean(), xc.var(unbiased=False)
                with torch.no_grad():
                    self.running_mean[c] = (1 - self.momentum) * self.running_mean[
                        c
                    ] + self.momentum * m
                    self.running_var[c] = (1 - self.momentum) * self.running_var[
                        c
                    ] + self.momentum * xc.var()
            else:
                m, v = self.running_mean[c], self.running_var[c]
            outs.append((xc - m) / (v + self.eps).sqrt() * self.g[c] + self.b[c])
        return torch.stack(outs, 1)
