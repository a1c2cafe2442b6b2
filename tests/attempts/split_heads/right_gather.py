# kata: split_heads
import torch


def split_heads(x, n_heads):
    B, L, D = x.shape
    d = D // n_heads
    index = torch.arange(D, device=x.device).view(n_heads, 1, d).expand(B, n_heads, L, d)
    return x.unsqueeze(1).expand(B, n_heads, L, D).gather(-1, index)
