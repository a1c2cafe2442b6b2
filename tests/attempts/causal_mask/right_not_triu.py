# kata: causal_mask
import torch


def causal_mask(length, device=None):
    ahead = torch.ones((length, length), device=device).triu(diagonal=1)
    return ~ahead.bool()
