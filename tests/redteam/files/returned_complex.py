# kata: softmax
# attack: returns a complex tensor
# verdict: failed
# fails: shapes
import torch


def softmax_(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return softmax_(x, dim).to(torch.complex128)
