# kata: softmax
# attack: is Latin-1 and does not say so
# verdict: failed
# fails: parse
# café
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
