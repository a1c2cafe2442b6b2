# kata: split_heads
# fails: values
def split_heads(x, n_heads):
    B, L, D = x.shape
    return x.reshape(B, n_heads, L, D // n_heads)
