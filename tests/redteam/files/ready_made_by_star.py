# kata: softmax
# attack: star imports it and calls it
# verdict: failed
# fails: static
from torch.nn.functional import *


def softmax(x, dim):
    return log_softmax(x, dim).exp()
