# kata: split_heads
# fails: values
def split_heads(x, n_heads):
    B, L, D = x.shape
    head_dim = D // n_heads
    heads = x.reshape(B, L, n_heads, head_dim).transpose(1, 2)
    return heads * head_dim**-0.5
