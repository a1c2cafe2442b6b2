# kata: xavier_init
# fails: values
from torch import nn


def init_weights(module):
    if isinstance(module, nn.Linear):
        bound = (6 / module.in_features) ** 0.5
        nn.init.uniform_(module.weight, -bound, bound)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
