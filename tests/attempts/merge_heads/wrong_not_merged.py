# kata: merge_heads
# fails: shapes
def merge_heads(x):
    return x.transpose(1, 2)
