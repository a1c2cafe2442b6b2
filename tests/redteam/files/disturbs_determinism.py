# kata: softmax
# attack: asks for deterministic algorithms everywhere in a call
# verdict: failed
# fails: side effects
import torch


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    y = e / e.sum(dim, keepdim=True)
    torch.use_deterministic_algorithms(True)
    return y
