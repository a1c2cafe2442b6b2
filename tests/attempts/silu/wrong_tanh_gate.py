# kata: silu
# fails: values
import torch


def silu(x):
    return x * torch.tanh(x)
