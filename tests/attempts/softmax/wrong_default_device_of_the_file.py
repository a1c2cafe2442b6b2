# kata: softmax
# fails: side effects
import torch

torch.set_default_device("meta")


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
