# kata: xavier_init
# fails: side effects
import torch
from torch import nn


def init_weights(module):
    if isinstance(module, nn.Linear):
        torch.manual_seed(0)
        bound = (6 / (module.in_features + module.out_features)) ** 0.5
        nn.init.uniform_(module.weight, -bound, bound)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
