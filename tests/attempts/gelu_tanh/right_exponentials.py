# kata: gelu_tanh
import math

import torch


def gelu_tanh(x):
    """tanh(u) = 1 - 2 / (exp(2u) + 1), kept from overflow by the sign."""
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3))
    e = torch.exp(-2 * u.abs())
    th = u.sign() * (1 - e) / (1 + e)
    return x / 2 + x / 2 * th
