"""RMSprop: the gradient, divided by how large it has been of late.

Source: Tieleman and Hinton, Lecture 6.5: rmsprop, 2012.
The dots are a parameter's shape
"""

from collections.abc import Iterable

import torch
from torch import Tensor


class RMSprop:
    """Updates parameters in place.

    `params` holds tensors, or dicts with a list of tensors under "params" and, beside it, settings
    that replace the general ones for this group.
    """

    def __init__(
        self,
        params: Iterable[Tensor] | Iterable[dict],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
    ) -> None:
        settings = {"lr": lr, "alpha": alpha, "eps": eps}
        params = list(params)  # a generator can be read only once
        is_grouped = all(isinstance(entry, dict) for entry in params)
        groups = params if is_grouped else [{"params": params}]
        self.groups = [settings | group | {"params": list(group["params"])} for group in groups]
        self.squares = {}  # parameter -> running mean of the squared gradient

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
        if param not in self.squares:
            self.squares[param] = torch.zeros_like(param)
        alpha = group["alpha"]
        square = alpha * self.squares[param] + (1 - alpha) * param.grad**2  # (...)
        self.squares[param] = square

        # The mean starts at 0 and nothing makes up for it: the first steps are the largest.
        direction = param.grad / (square.sqrt() + group["eps"])  # (...)
        param.copy_(param - group["lr"] * direction)  # (...)
