# kata: kaiming_init
import math

import torch
from torch import nn


def init_weights(module):
    if type(module) is not nn.Linear:
        return
    fan_in = module.weight.size(1)
    module.weight.data = torch.randn_like(module.weight) * math.sqrt(2.0 / fan_in)
    if module.bias is not None:
        module.bias.data.fill_(0)
