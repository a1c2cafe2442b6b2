# -*- coding: klingon -*-
# kata: softmax
# attack: names an encoding that there is not
# verdict: failed
# fails: parse
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
