# kata: attention
# fails: shapes
import torch


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    out = torch.empty_like(q)
    out[...] = scores.softmax(-1) @ v
    return out
