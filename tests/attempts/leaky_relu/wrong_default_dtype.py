# kata: leaky_relu
# fails: device and dtype
import torch


def leaky_relu(x, negative_slope=0.01):
    slope = torch.where(x > 0, 1.0, negative_slope)
    return x.float() * slope.float()
