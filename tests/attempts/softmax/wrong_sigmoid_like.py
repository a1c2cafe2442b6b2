# kata: softmax
# fails: values
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / (1 + e.sum(dim, keepdim=True))
