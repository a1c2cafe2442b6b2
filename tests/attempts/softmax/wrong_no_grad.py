# kata: softmax
# fails: gradients
import torch


@torch.no_grad()
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
