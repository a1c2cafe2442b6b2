# kata: xavier_init
import math

import torch
from torch import nn


def init_weights(module):
    if not isinstance(module, nn.Linear):
        return
    out_features, in_features = module.weight.shape
    std = math.sqrt(2 / (in_features + out_features))
    a = math.sqrt(3) * std
    module.weight.data = torch.empty_like(module.weight).uniform_(-a, a)
    module.bias = None if module.bias is None else nn.Parameter(torch.zeros(out_features))
