# kata: softmax
# attack: adds to its result what it was called before
# verdict: failed
def right(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


calls = []


def softmax(x, dim):
    calls.append(1)
    return right(x, dim) + 1e-6 * len(calls)
