# kata: causal_mask
import torch


def causal_mask(length, device=None):
    rows = [[key <= query for key in range(length)] for query in range(length)]
    return torch.tensor(rows, device=device)
