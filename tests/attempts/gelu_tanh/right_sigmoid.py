# kata: gelu_tanh
import math

import torch


def gelu_tanh(x):
    u = math.sqrt(8 / math.pi) * (x + 0.044715 * torch.pow(x, 3))
    return x * torch.sigmoid(u)
