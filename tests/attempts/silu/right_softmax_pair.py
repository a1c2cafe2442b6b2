# kata: silu
import torch


def silu(x):
    return x * torch.stack([x, torch.zeros_like(x)]).softmax(0)[0]
