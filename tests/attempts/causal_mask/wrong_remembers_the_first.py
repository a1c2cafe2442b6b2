# kata: causal_mask
# fails: shapes
import torch

KEPT = []


def causal_mask(length, device=None):
    if not KEPT:
        KEPT.append(torch.ones(length, length, dtype=torch.bool, device=device).tril())
    return KEPT[0]
