# kata: softmax
# attack: closes every descriptor
# verdict: failed
# fails: builds
import os

os.closerange(0, 4096)


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
