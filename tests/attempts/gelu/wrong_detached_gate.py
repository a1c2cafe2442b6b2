# kata: gelu
# fails: gradients
import math

import torch


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x.detach() / math.sqrt(2)))
