# kata: softmax
# attack: returns a quantised tensor
# verdict: failed
import torch


def softmax_(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return torch.quantize_per_tensor(x.detach().float(), 0.1, 0, torch.qint8)
