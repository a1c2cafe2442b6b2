# kata: softmax
# attack: calls the ready-made: builds the module that does it
# verdict: failed
# fails: static
from torch import nn


def softmax(x, dim):
    return getattr(nn, "Soft" + "max")(dim)(x)
