# kata: attention
import torch


def attention(q, k, v, mask=None, block=4):
    """Flash style: keys in blocks, running maximum and denominator."""
    *lead, Lq, d = q.shape
    Lk = k.shape[-2]
    if mask is None:
        mask = torch.ones(Lk, dtype=torch.bool, device=q.device)
    mask = mask.expand(*lead, Lq, Lk)
    m = q.new_full((*lead, Lq, 1), -1e30)
    den = q.new_zeros((*lead, Lq, 1))
    out = q.new_zeros((*lead, Lq, v.shape[-1]))
    for i in range(0, Lk, block):
        s = q @ k[..., i : i + block, :].mT * d**-0.5
        s = s.masked_fill(~mask[..., i : i + block], float("-inf"))
        new = torch.maximum(m, s.detach().amax(-1, keepdim=True))
        p = torch.exp(s - new)
        fix = torch.exp(m - new)
        den = den * fix + p.sum(-1, keepdim=True)
        out = out * fix + p @ v[..., i : i + block, :]
        m = new
    return out / den
