# kata: attention
# fails: values
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    probs = scores.softmax(-1)
    if mask is not None:
        probs = probs.masked_fill(~mask, 0.0)
    return probs @ v
