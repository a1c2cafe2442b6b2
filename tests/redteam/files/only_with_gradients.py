# kata: softmax
# attack: is right only where gradients are asked for
# verdict: failed
def right(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return right(x, dim) if x.requires_grad else right(x, dim) * 1.01
