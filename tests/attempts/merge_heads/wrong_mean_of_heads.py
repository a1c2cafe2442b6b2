# kata: merge_heads
# fails: shapes
def merge_heads(x):
    return x.mean(dim=1)
