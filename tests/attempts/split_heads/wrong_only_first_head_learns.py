# kata: split_heads
# fails: gradients
import torch


def split_heads(x, n_heads):
    first, *others = x.chunk(n_heads, -1)
    return torch.stack([first, *[head.detach() for head in others]], 1)
