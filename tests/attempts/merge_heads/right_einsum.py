# kata: merge_heads
import torch


def merge_heads(x):
    B, nh, L, d = x.shape
    eye = torch.eye(nh * d, dtype=x.dtype, device=x.device).view(nh, d, nh * d)
    return torch.einsum("bhld,hdw->blw", x, eye)
