# kata: softmax
# attack: returns a right result as an expanded, strided view
# verdict: passed
def softmax_(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    y = softmax_(x, dim)
    return y.flip(0).flip(0).unsqueeze(0).expand(2, *y.shape)[1]
