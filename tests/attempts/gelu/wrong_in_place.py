# kata: gelu
# fails: side effects
import math

import torch


def gelu(x):
    out = 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
    x.mul_(0.5)
    return out
