# kata: softmax
# fails: side effects
def softmax(x, dim):
    x -= x.detach().amax(dim, keepdim=True)
    e = x.exp()
    return e / e.sum(dim, keepdim=True)
