# kata: gelu_tanh
# fails: values
import math

import torch


def gelu_tanh(x):
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    e = torch.exp(2 * u)
    return 0.5 * x * (1 + (e - 1) / (e + 1))
