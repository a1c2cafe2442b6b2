# kata: leaky_relu
import torch


def leaky_relu(x, negative_slope=0.01):
    return 0.5 * ((1 + negative_slope) * x + (1 - negative_slope) * torch.abs(x))
