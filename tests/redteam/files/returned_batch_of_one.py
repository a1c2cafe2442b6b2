# kata: softmax
# attack: returns a result with one axis more
# verdict: failed
# fails: shapes
import torch


def softmax_(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return softmax_(x, dim)[None]
