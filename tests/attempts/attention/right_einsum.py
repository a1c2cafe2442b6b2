# kata: attention
import torch


def attention(q, k, v, mask=None):
    logits = torch.einsum("bhqd,bhkd->bhqk", q, k) / q.size(-1) ** 0.5
    if mask is not None:
        logits = torch.where(mask, logits, float("-inf"))
    return torch.einsum("bhqk,bhkd->bhqd", torch.softmax(logits, -1), v)
