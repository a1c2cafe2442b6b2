# kata: softmax
# attack: replaces torch.exp for everyone and relies on it
# verdict: failed
# fails: side effects
import torch

original = torch.exp
torch.exp = lambda x: original(x - x.amax(softmax.dim, keepdim=True))


def softmax(x, dim):
    softmax.dim = dim
    e = torch.exp(x)
    return e / e.sum(dim, keepdim=True)
