# kata: softmax
# fails: values


def softmax(x, dim):
    x = x.masked_fill(x == float("-inf"), -200.0)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
