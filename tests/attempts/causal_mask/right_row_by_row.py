# kata: causal_mask
import torch


def causal_mask(length: int, device=None) -> torch.Tensor:
    mask = torch.zeros(length, length, dtype=torch.bool, device=device)
    for query in range(length):
        mask[query, : query + 1] = True
    return mask
