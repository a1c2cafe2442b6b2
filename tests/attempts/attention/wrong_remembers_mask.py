# kata: attention
# fails: values

MASK = {}


def attention(q, k, v, mask=None):
    s = q @ k.mT * q.shape[-1] ** -0.5
    if mask is not None:
        mask = MASK.setdefault((s.shape, mask.shape), mask)
        s = s.masked_fill(~mask, float("-inf"))
    return s.softmax(-1) @ v
