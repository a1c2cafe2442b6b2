# kata: gelu_tanh
# fails: side effects
import math

import torch


def gelu_tanh(x):
    x *= 0.5
    u = math.sqrt(2 / math.pi) * (2 * x + 0.044715 * (2 * x) ** 3)
    return x * (1 + torch.tanh(u))
