# kata: kaiming_init
# fails: values
from torch import nn


def init_weights(module):
    if getattr(module, "weight", None) is not None:
        module.in_features = module.weight[0].numel()
        module.out_features = len(module.weight)
        std = (2 / module.in_features) ** 0.5
        nn.init.normal_(module.weight, 0.0, std)
        if getattr(module, "bias", None) is not None:
            nn.init.zeros_(module.bias)
