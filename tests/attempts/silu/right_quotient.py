# kata: silu
import torch


def silu(x):
    return x / (1 + torch.exp(-x))
