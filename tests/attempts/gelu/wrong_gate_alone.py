# kata: gelu
# fails: values
import math

import torch


def gelu(x):
    return 0.5 * (1 + torch.erf(x / math.sqrt(2)))
