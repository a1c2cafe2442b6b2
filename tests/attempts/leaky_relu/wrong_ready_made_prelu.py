# kata: leaky_relu
# fails: static
import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.prelu(x, x.new_full((1,), negative_slope))
