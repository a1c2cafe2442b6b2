# kata: gelu
# fails: device and dtype
import math

import torch


def gelu(x):
    x = x.float()
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
