# kata: causal_mask
# fails: shapes
import torch


def causal_mask(length, device=None):
    return torch.full((length, length), float("-inf"), device=device).triu(1)
