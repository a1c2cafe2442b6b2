# kata: softmax
# attack: returns nothing but infinity
# verdict: failed
# fails: values
import torch


def softmax_(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return x * 0 + float('inf')
