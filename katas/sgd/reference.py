"""SGD: a step down the gradient, or along a velocity that gathers gradients.

Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964; Nesterov's
variant as in Sutskever et al., On the importance of initialization and momentum in deep learning,
2013.
The dots are a parameter's shape
"""

from collections.abc import Iterable

import torch
from torch import Tensor


class SGD:
    """Updates parameters in place.

    `params` holds tensors, or dicts with a list of tensors under "params" and, beside it, settings
    that replace the general ones for this group.
    """

    def __init__(
        self,
        params: Iterable[Tensor] | Iterable[dict],
        lr: float,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        settings = {
            "lr": lr,
            "momentum": momentum,
            "nesterov": nesterov,
            "weight_decay": weight_decay,
        }
        params = list(params)  # a generator can be read only once
        is_grouped = all(isinstance(entry, dict) for entry in params)
        groups = params if is_grouped else [{"params": params}]
        self.groups = [settings | group | {"params": list(group["params"])} for group in groups]
        self.velocities = {}  # parameter -> running sum of gradients

    def zero_grad(self) -> None:
        for group in self.groups:
            for param in group["params"]:
                param.grad = None

    @torch.no_grad()
    def step(self) -> None:
        for group in self.groups:
            for param in group["params"]:
                if param.grad is not None:
                    self.update(param, group)

    def update(self, param: Tensor, group: dict) -> None:
        # The gradient of the penalty weight_decay / 2 * |param|^2 joins that of the loss.
        gradient = param.grad + group["weight_decay"] * param  # (...)
        if param not in self.velocities:
            self.velocities[param] = torch.zeros_like(param)
        velocity = group["momentum"] * self.velocities[param] + gradient  # (...)
        self.velocities[param] = velocity

        direction = velocity
        if group["nesterov"]:
            # One step ahead: what the velocity would be if this gradient came again.
            direction = group["momentum"] * velocity + gradient  # (...)
        param.copy_(param - group["lr"] * direction)  # (...)
