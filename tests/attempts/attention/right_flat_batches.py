# kata: attention
import torch


def attention(q, k, v, mask=None):
    b, h, n, d = q.shape
    m, e = v.shape[-2:]
    scores = torch.bmm(q.reshape(b * h, n, d), k.reshape(b * h, m, d).transpose(1, 2))
    scores = scores.mul(d**-0.5).view(b, h, n, m)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, torch.finfo(scores.dtype).min)
    weights = torch.nn.Softmax(dim=-1)(scores)
    return torch.bmm(weights.view(b * h, n, m), v.reshape(b * h, m, e)).view(b, h, n, e)
