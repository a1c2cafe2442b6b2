# kata: merge_heads
# fails: gradients
import torch


@torch.no_grad()
def merge_heads(x):
    return x.transpose(1, 2).flatten(2)
