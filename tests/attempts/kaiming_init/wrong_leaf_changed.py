# kata: kaiming_init
# fails: shapes
from torch import nn


def init_weights(module):
    if isinstance(module, nn.Linear):
        std = (2 / module.in_features) ** 0.5
        module.weight.normal_(0.0, std)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
