# kata: leaky_relu
# fails: values
import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.relu(x) + negative_slope * x
