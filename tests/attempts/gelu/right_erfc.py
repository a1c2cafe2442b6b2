# kata: gelu
import torch


def gelu(x):
    return x * torch.erfc(-x * 0.5**0.5) / 2
