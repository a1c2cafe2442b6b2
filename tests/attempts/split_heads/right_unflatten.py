# kata: split_heads
def split_heads(x, n_heads):
    per_head = x.unflatten(-1, (n_heads, -1))
    return per_head.movedim(2, 1)
