# kata: batch_norm
# fails: static
import torch
import torch.nn as nn
import torch.nn.functional as fn


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        norm = fn.batch_norm
        statistics = self.running_mean, self.running_var
        return norm(x, *statistics, self.weight, self.bias, self.training, self.momentum, self.eps)
