"""Xavier initialisation: a compromise between the sizes of signals and those of gradients.

Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
networks, 2010 (AISTATS), equation 16.
"""

import torch
from torch import nn


@torch.no_grad()
def init_weights(module: nn.Module) -> None:
    """Draw the weights of a linear layer anew; `model.apply` calls it with every module."""
    if isinstance(module, nn.Linear):
        # Forward wants a variance of 1 / fan_in, backward 1 / fan_out; a uniform law within the
        # bound has a third of its square, which makes 2 over their sum.
        bound = (6 / (module.in_features + module.out_features)) ** 0.5
        module.weight.uniform_(-bound, bound)
        if module.bias is not None:
            module.bias.zero_()
