# kata: softmax
# attack: returns a sparse tensor
# verdict: failed
# fails: shapes
import torch


def softmax_(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return x.to_sparse()
