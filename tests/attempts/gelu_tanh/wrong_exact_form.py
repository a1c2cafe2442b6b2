# kata: gelu_tanh
# fails: values
import math

import torch


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))
