# kata: softmax
# attack: changes its input after it was used
# verdict: failed
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    y = e / e.sum(dim, keepdim=True)
    x.data.zero_()
    return y
