# kata: gelu_tanh
# fails: device and dtype
import math

import torch


def gelu_tanh(x):
    ones = torch.ones(x.shape, dtype=x.dtype)
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    return 0.5 * x * (ones + torch.tanh(u))
