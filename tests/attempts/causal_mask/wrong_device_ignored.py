# kata: causal_mask
# fails: device and dtype
import torch


def causal_mask(length, device=None):
    return torch.ones(length, length, dtype=torch.bool).tril()
