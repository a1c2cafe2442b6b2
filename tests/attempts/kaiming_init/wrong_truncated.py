# kata: kaiming_init
# fails: values
from torch import nn


def init_weights(module):
    if isinstance(module, nn.Linear):
        std = (2 / module.in_features) ** 0.5
        nn.init.trunc_normal_(module.weight, 0.0, std, -2 * std, 2 * std)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
