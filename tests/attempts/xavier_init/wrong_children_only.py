# kata: xavier_init
# fails: values
from torch import nn


def init_weights(module):
    """Meant to be called once with the whole model: linear layers deeper down are not seen."""
    for child in module.children():
        if isinstance(child, nn.Linear) and child.bias is not None:
            nn.init.xavier_uniform_(child.weight)
            nn.init.zeros_(child.bias)
