# kata: split_heads
# fails: device and dtype
import torch


def split_heads(x, n_heads):
    d = x.shape[-1] // n_heads
    out = torch.empty(x.shape[0], n_heads, x.shape[1], d, device=x.device)
    for i in range(n_heads):
        out[:, i] = x[:, :, i * d : (i + 1) * d]
    return out
