# kata: silu
# fails: values
import torch


def silu(x):
    return torch.sigmoid(x)
