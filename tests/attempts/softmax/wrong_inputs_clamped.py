# kata: softmax
# fails: values


def softmax(x, dim):
    x = x.clamp(-500, 500)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
