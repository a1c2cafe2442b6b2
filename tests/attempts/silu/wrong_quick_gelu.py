# kata: silu
# fails: values
import torch


def silu(x):
    return x * torch.sigmoid(1.702 * x)
