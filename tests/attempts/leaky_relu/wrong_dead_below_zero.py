# kata: leaky_relu
# fails: gradients
import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.where(x > 0, x, negative_slope * x.detach())
