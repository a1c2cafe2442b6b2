# kata: split_heads
# fails: shapes
def split_heads(x, n_heads):
    B, L, D = x.shape
    heads = x.reshape(B, L, n_heads, D // n_heads).transpose(1, 2)
    return heads.reshape(B * n_heads, L, D // n_heads)
