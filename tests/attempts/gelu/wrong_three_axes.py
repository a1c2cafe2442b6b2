# kata: gelu
# fails: shapes
import math

import torch


def gelu(x):
    B, L, D = x.shape
    flat = x.reshape(B * L, D)
    return (0.5 * flat * (1 + torch.erf(flat / math.sqrt(2)))).view(B, L, D)
