# kata: softmax
# attack: remembers the first result for each shape
# verdict: failed
def right(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


known = {}


def softmax(x, dim):
    key = (tuple(x.shape), dim, x.dtype)
    if key not in known:
        known[key] = right(x, dim)
    return known[key]
