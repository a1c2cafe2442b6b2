# kata: xavier_init
# fails: values
from torch import nn


def init_weights(module):
    if getattr(module, "weight", None) is not None:
        module.in_features = module.weight[0].numel()
        module.out_features = len(module.weight)
        bound = (6 / (module.in_features + module.out_features)) ** 0.5
        nn.init.uniform_(module.weight, -bound, bound)
        if getattr(module, "bias", None) is not None:
            nn.init.zeros_(module.bias)
