# kata: silu
# fails: gradients
import torch


def silu(x):
    return x * torch.sigmoid(x).detach()
