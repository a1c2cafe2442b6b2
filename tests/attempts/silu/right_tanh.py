# kata: silu
import torch


def silu(x):
    half = x / 2
    return half + half * torch.tanh(half)
