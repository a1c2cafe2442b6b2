# kata: merge_heads
# fails: values
def merge_heads(x):
    B, nh, L, d = x.shape
    if nh == L:
        return x.reshape(B, L, nh * d)
    return x.transpose(1, 2).reshape(B, L, nh * d)
