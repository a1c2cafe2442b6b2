# kata: softmax
# attack: changes the default dtype in a call
# verdict: failed
# fails: side effects
import torch


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    y = e / e.sum(dim, keepdim=True)
    torch.set_default_dtype(torch.float32)
    return y
