# kata: attention
# fails: values


def attention(q, k, v, mask=None):
    s = q @ k.mT * q.shape[-1] ** -0.5
    if mask is not None:
        if mask.dim() == 4:
            mask = mask[:, :1]
        s = s.masked_fill(~mask, float("-inf"))
    return s.softmax(-1) @ v
