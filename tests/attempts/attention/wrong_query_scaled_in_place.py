# kata: attention
# fails: side effects
def attention(q, k, v, mask=None):
    q *= q.shape[-1] ** -0.5
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return scores.softmax(-1) @ v
