# kata: causal_mask
import torch


def causal_mask(length, device=None):
    eye = torch.eye(length, dtype=torch.int32, device=device)
    return eye.cumsum(dim=1).flip(0, 1).to(torch.bool)
