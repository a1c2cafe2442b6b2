# kata: attention
# fails: values
import torch


def attention(q, k, v, mask=None):
    s = q @ k.mT * q.shape[-1] ** -0.5
    if mask is None and q.shape[-2] == k.shape[-2]:
        mask = torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool, device=q.device).tril()
    if mask is not None:
        s = s.masked_fill(~mask, float("-inf"))
    return s.softmax(-1) @ v
