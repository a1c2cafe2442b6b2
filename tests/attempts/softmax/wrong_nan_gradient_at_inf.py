# kata: softmax
# fails: gradients
import torch


def softmax(x, dim):
    m = x.amax(dim, keepdim=True)
    e = torch.where(x == float("-inf"), torch.zeros_like(x), (x - m).exp())
    p = e / e.sum(dim, keepdim=True)
    return torch.where(torch.isinf(x), p, p * (x / x))
