# kata: split_heads
# fails: shapes
def split_heads(x, n_heads):
    B, L, _ = x.shape
    return x.reshape(B, L, -1, n_heads).transpose(1, 2)
