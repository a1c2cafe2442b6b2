# kata: token_similarity
# fails: device and dtype
import torch


def token_similarity(a, b):
    B, C, H, W = a.shape
    out = torch.empty(B, H * W, H * W, device=a.device)
    out[:] = a.flatten(2).transpose(1, 2) @ b.flatten(2)
    return out
