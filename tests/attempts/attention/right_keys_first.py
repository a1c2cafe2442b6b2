# kata: attention
import torch


def attention(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = torch.matmul(k * scale, q.transpose(-1, -2))
    if mask is not None:
        full = torch.broadcast_to(mask, (*q.shape[:-1], k.shape[-2]))
        scores = scores.masked_fill(~full.transpose(-1, -2), -torch.inf)
    return torch.matmul(v.transpose(-1, -2), scores.softmax(-2)).transpose(-1, -2)
