# kata: split_heads
import torch


def split_heads(x, n_heads):
    d = x.size(2) // n_heads
    heads = [x[:, :, i * d : (i + 1) * d].unsqueeze(1) for i in range(n_heads)]
    return torch.cat(heads, 1)
