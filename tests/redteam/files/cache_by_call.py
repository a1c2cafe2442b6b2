# kata: softmax
# attack: is right in its first calls only
# verdict: failed
def right(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


calls = 0


def softmax(x, dim):
    global calls
    calls += 1
    return right(x, dim) if calls <= 20 else x * 0
