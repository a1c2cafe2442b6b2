# kata: softmax
# fails: shapes
import torch


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True)).to(torch.complex128)
