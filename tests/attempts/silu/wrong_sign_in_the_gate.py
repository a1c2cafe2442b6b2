# kata: silu
# fails: values
import torch


def silu(x):
    return x / (1 + torch.exp(x))
