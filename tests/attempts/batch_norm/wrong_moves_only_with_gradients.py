# kata: batch_norm
# fails: train mode
import torch
import torch.nn as nn


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        shape = (1, num_features, 1, 1)
        self.beta = nn.Parameter(torch.zeros(shape))
        self.gamma = nn.Parameter(torch.ones(shape))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, X):
        if not self.training:
            mean = self.running_mean[None, :, None, None]
            var = self.running_var[None, :, None, None]
            return self.gamma * (X - mean) / torch.sqrt(var + self.eps) + self.beta
        mean = X.mean(dim=(0, 2, 3), keepdim=True)
        var = ((X - mean) ** 2).mean(dim=(0, 2, 3), keepdim=True)
        n = X.numel() / X.shape[1]
        if torch.is_grad_enabled():
            with torch.no_grad():
                self.num_batches_tracked += 1
                self.running_mean *= 1 - self.momentum
                self.running_mean += self.momentum * mean.flatten()
                self.running_var *= 1 - self.momentum
                self.running_var += self.momentum * var.flatten() * n / (n - 1)
        return self.gamma * (X - mean) / torch.sqrt(var + self.eps) + self.beta
