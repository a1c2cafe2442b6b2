# kata: split_heads
# fails: values
import torch


def split_heads(x, n_heads):
    B, L, D = x.shape
    return x.to(torch.bfloat16).reshape(B, L, n_heads, D // n_heads).transpose(1, 2).to(x.dtype)
