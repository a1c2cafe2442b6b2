# kata: gelu_tanh
# fails: device and dtype
import math

import torch


def gelu_tanh(x):
    y = x.to(torch.float32)
    u = math.sqrt(2 / math.pi) * (y + 0.044715 * y**3)
    return 0.5 * y * (1 + torch.tanh(u))
