# kata: silu
# fails: values
import torch


def silu(x):
    e = torch.exp(x)
    return x * e / (1 + e)
