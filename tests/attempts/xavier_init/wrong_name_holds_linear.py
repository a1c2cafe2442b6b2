# kata: xavier_init
# fails: values
import torch
from torch import nn


@torch.no_grad()
def init_weights(module: nn.Module) -> None:
    if "Linear" in type(module).__name__:
        bound = (6 / (module.in_features + module.out_features)) ** 0.5
        module.weight.uniform_(-bound, bound)
        if module.bias is not None:
            module.bias.zero_()
