# kata: softmax
import torch


class Weights:
    def softmax(self, x, dim):
        e = (x - x.max(dim, keepdim=True)[0]).exp()
        return torch.div(e, e.sum(dim, keepdim=True))


def softmax(x, dim=-1):
    return Weights().softmax(x, dim)
