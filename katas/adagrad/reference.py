"""Adagrad: the gradient, divided by the size of all gradients before it and its own.

Source: Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and Stochastic
Optimization, 2011 (JMLR 12).
The dots are a parameter's shape
"""

from collections.abc import Iterable

import torch
from torch import Tensor


class Adagrad:
    """Updates parameters in place.

    `params` holds tensors, or dicts with a list of tensors under "params" and, beside it, settings
    that replace the general ones for this group.
    """

    def __init__(
        self,
        params: Iterable[Tensor] | Iterable[dict],
        lr: float = 1e-2,
        eps: float = 1e-10,
    ) -> None:
        settings = {"lr": lr, "eps": eps}
        params = list(params)  # a generator can be read only once
        is_grouped = all(isinstance(entry, dict) for entry in params)
        groups = params if is_grouped else [{"params": params}]
        self.groups = [settings | group | {"params": list(group["params"])} for group in groups]
        self.totals = {}  # parameter -> sum of the squared gradients

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
        if param not in self.totals:
            self.totals[param] = torch.zeros_like(param)
        # A sum and not a mean: it never falls, so that the steps shrink for good.
        total = self.totals[param] + param.grad**2  # (...)
        self.totals[param] = total

        direction = param.grad / (total.sqrt() + group["eps"])  # (...)
        param.copy_(param - group["lr"] * direction)  # (...)
