# kata: softmax
# fails: device and dtype
def softmax(x, dim):
    x = x.float()
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
