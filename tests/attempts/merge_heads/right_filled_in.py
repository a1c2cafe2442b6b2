# kata: merge_heads
def merge_heads(x):
    B, nh, L, d = x.shape
    out = x.new_zeros(B, L, nh * d)
    for i in range(nh):
        out[..., i * d : (i + 1) * d] = x[:, i]
    return out
