# kata: split_heads
# fails: values
def split_heads(x, n_heads):
    B, L, D = x.shape
    if D // n_heads == n_heads:
        return x.reshape(B, L, D // n_heads, n_heads).permute(0, 3, 1, 2)
    return x.reshape(B, L, n_heads, D // n_heads).transpose(1, 2)
