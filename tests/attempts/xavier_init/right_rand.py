# kata: xavier_init
import torch
from torch import nn


@torch.no_grad()
def init_weights(module):
    if isinstance(module, nn.Linear):
        bound = (6.0 / sum(module.weight.shape)) ** 0.5
        module.weight.copy_((2 * torch.rand_like(module.weight) - 1) * bound)
        if module.bias is not None:
            module.bias *= 0
