# kata: softmax
# attack: returns a row that broadcasts to the right shape
# verdict: failed
# fails: shapes
import torch


def softmax_(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return softmax_(x, dim)[..., :1]
