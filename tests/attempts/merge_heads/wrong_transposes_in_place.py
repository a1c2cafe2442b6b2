# kata: merge_heads
# fails: side effects
def merge_heads(x):
    x.transpose_(1, 2)
    return x.flatten(2)
