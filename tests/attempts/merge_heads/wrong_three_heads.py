# kata: merge_heads
# fails: shapes
def merge_heads(x):
    B, L, d = x.shape[0], x.shape[2], x.shape[3]
    return x.transpose(1, 2).reshape(B, L, 3 * d)
