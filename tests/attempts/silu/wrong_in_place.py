# kata: silu
# fails: side effects
import torch


def silu(x):
    gate = torch.sigmoid(x)
    return x.mul_(gate)
