# kata: gelu
# fails: values
import torch


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / 1.41421))
