# kata: kaiming_init
# fails: values
import torch
from torch import nn


@torch.no_grad()
def init_weights(module: nn.Module) -> None:
    if hasattr(module, "in_features"):
        std = (2 / module.in_features) ** 0.5
        module.weight.normal_(mean=0.0, std=std)
        if module.bias is not None:
            module.bias.zero_()
