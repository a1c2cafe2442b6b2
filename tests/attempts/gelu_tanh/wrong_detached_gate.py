# kata: gelu_tanh
# fails: gradients
import math

import torch


def gelu_tanh(x):
    with torch.no_grad():
        gate = 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return x * gate
