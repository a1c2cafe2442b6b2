# kata: kaiming_init
import torch
from torch import nn


def init_weights(module):
    if isinstance(module, nn.Linear):
        std = (2 / module.in_features) ** 0.5
        module.weight = nn.Parameter(torch.normal(0.0, std, module.weight.shape))
        if module.bias is not None:
            module.bias = nn.Parameter(torch.zeros_like(module.bias))
    return module
