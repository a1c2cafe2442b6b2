# kata: merge_heads
# fails: device and dtype
import torch


def merge_heads(x):
    B, nh, L, d = x.shape
    out = torch.zeros(B, L, nh * d, device=x.device)
    for i in range(nh):
        out[..., i * d : (i + 1) * d] = x[:, i]
    return out
