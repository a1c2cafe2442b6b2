# kata: attention
# fails: device and dtype
import torch


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    if mask is None:
        mask = torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool)
    return scores.masked_fill(~mask, float("-inf")).softmax(-1) @ v
