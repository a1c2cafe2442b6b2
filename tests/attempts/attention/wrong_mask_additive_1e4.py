# kata: attention
# fails: values


def attention(q, k, v, mask=None):
    s = q @ k.mT * q.shape[-1] ** -0.5
    if mask is not None:
        s = s + (1.0 - mask.to(s.dtype)) * -10000.0
    return s.softmax(-1) @ v
