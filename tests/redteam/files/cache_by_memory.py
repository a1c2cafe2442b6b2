# kata: softmax
# attack: remembers results by the address of the input
# verdict: failed
def right(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


known = {}


def softmax(x, dim):
    key = (x.data_ptr(), tuple(x.shape), dim)
    if key not in known:
        known[key] = right(x, dim)
    return known[key]
