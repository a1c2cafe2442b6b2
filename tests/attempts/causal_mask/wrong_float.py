# kata: causal_mask
# fails: shapes
import torch


def causal_mask(length, device=None):
    return torch.ones(length, length, device=device).tril()
