# kata: split_heads
# fails: side effects
def split_heads(x, n_heads):
    x.unsqueeze_(2)
    B, L, _, D = x.shape
    return x.reshape(B, L, n_heads, D // n_heads).transpose(1, 2)
