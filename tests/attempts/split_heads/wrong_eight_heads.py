# kata: split_heads
# fails: shapes
def split_heads(x, n_heads=8):
    B, L, D = x.shape
    return x.reshape(B, L, 8, D // 8).transpose(1, 2)
