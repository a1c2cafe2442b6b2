# kata: softmax
# fails: side effects
import torch


def softmax(x, dim):
    torch.set_default_dtype(torch.float64)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
