"""Kaiming initialisation: weights so large that a ReLU network keeps the size of its signals.

Source: He et al., Delving Deep into Rectifiers, 2015 (arXiv:1502.01852), section 2.2.
"""

import torch
from torch import nn


@torch.no_grad()
def init_weights(module: nn.Module) -> None:
    """Draw the weights of a linear layer anew; `model.apply` calls it with every module."""
    if isinstance(module, nn.Linear):
        # A sum of fan_in products has fan_in times their variance; ReLU then drops half of it.
        std = (2 / module.in_features) ** 0.5
        module.weight.normal_(mean=0.0, std=std)
        if module.bias is not None:
            module.bias.zero_()
