# kata: attention
import torch


def one_head(q, k, v, mask):
    scores = (k @ q.transpose(1, 2)).transpose(1, 2) * q.shape[-1] ** -0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    e = torch.exp(scores - scores.amax(-1, keepdim=True))
    return (e @ v) / e.sum(-1, keepdim=True)


def attention(q, k, v, mask=None):
    if mask is not None:
        mask = mask.expand(q.shape[0], q.shape[1], q.shape[2], k.shape[2])
    heads = []
    for i in range(q.shape[1]):
        m = None if mask is None else mask[:, i]
        heads.append(one_head(q[:, i], k[:, i], v[:, i], m))
    return torch.stack(heads, dim=1)
