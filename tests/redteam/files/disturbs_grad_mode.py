# kata: softmax
# attack: turns gradients off for everyone in a call
# verdict: failed
# fails: side effects
import torch


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    y = e / e.sum(dim, keepdim=True)
    torch.set_grad_enabled(False)
    return y
