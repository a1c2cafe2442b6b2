# kata: split_heads
def split_heads(x, n_heads):
    B, L, D = x.shape
    turned = x.transpose(1, 2)
    turned = turned.reshape(B * n_heads, D // n_heads, L)
    return turned.transpose(1, 2).reshape(B, n_heads, L, D // n_heads)
