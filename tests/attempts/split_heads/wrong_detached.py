# kata: split_heads
# fails: gradients
def split_heads(x, n_heads):
    B, L, D = x.shape
    return x.data.reshape(B, L, n_heads, D // n_heads).transpose(1, 2)
