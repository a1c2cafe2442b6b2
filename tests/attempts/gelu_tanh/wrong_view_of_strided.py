# kata: gelu_tanh
# fails: shapes
import math

import torch


def gelu_tanh(x):
    y = x.view(-1)
    y = 0.5 * y * (1 + torch.tanh(math.sqrt(2 / math.pi) * (y + 0.044715 * y**3)))
    return y.view(x.shape)
