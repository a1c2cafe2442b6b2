# kata: gelu_tanh
# fails: shapes
import math

import torch


def gelu_tanh(x):
    B, L, D = x.shape
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    return (0.5 * x * (1 + torch.tanh(u))).view(B, L, D)
