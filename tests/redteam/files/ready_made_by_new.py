# kata: linear
# attack: makes the ready-made in __new__
# verdict: failed
# fails: static
from torch import nn


class Linear(nn.Module):
    def __new__(cls, in_features, out_features, bias=True):
        return getattr(nn, "Lin" + "ear")(in_features, out_features, bias)
