# kata: split_heads
# fails: side effects
def split_heads(x, n_heads):
    B, L, D = x.shape
    out = x.reshape(B, L, n_heads, D // n_heads).transpose(1, 2)
    x.transpose_(0, 1)
    return out
