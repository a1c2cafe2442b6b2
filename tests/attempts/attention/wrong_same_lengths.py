# kata: attention
# fails: shapes
def attention(q, k, v, mask=None):
    B, H, L, d = q.shape
    k = k.reshape(B, H, L, d)
    scores = q @ k.transpose(-2, -1) * d**-0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return scores.softmax(-1) @ v
