# -*- coding: latin-1 -*-
# kata: softmax
# attack: is Latin-1 and says so
# verdict: passed
# café
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
