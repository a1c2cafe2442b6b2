# kata: kaiming_init
# fails: values
from torch import nn


def init_weights(module):
    if isinstance(module, nn.Linear):
        std = (2 / module.in_features) ** 0.5
        nn.init.normal_(module.weight, 0.0, std)
        module.weight.data[:] = module.weight.data[:1].clone()
        if module.bias is not None:
            nn.init.zeros_(module.bias)
