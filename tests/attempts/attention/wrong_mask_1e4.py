# kata: attention
# fails: values


def attention(q, k, v, mask=None):
    s = q @ k.mT * q.shape[-1] ** -0.5
    if mask is not None:
        s = s.masked_fill(~mask, -1e4)
    return s.softmax(-1) @ v
