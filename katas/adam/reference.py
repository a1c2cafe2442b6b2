"""Adam: steps of even size along the running mean of the gradient.

Source: Kingma and Ba, Adam: A Method for Stochastic Optimization, 2014 (arXiv:1412.6980).
The dots are a parameter's shape
"""

from collections.abc import Iterable

import torch
from torch import Tensor


class Adam:
    """Updates parameters in place.

    `params` holds tensors, or dicts with a list of tensors under "params" and, beside it, settings
    that replace the general ones for this group.
    """

    def __init__(
        self,
        params: Iterable[Tensor] | Iterable[dict],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        settings = {"lr": lr, "betas": betas, "eps": eps}
        params = list(params)  # a generator can be read only once
        is_grouped = all(isinstance(entry, dict) for entry in params)
        groups = params if is_grouped else [{"params": params}]
        self.groups = [settings | group | {"params": list(group["params"])} for group in groups]
        self.moments = {}  # parameter -> (steps taken, running mean, running mean square)

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
        beta1, beta2 = group["betas"]
        if param not in self.moments:
            self.moments[param] = (0, torch.zeros_like(param), torch.zeros_like(param))
        step, mean, square = self.moments[param]
        step = step + 1
        mean = beta1 * mean + (1 - beta1) * param.grad  # (...)
        square = beta2 * square + (1 - beta2) * param.grad**2  # (...)
        self.moments[param] = (step, mean, square)

        # After t steps the weights of either mean sum to 1 - beta^t, not to 1.
        unbiased_mean = mean / (1 - beta1**step)  # (...)
        unbiased_square = square / (1 - beta2**step)  # (...)
        direction = unbiased_mean / (unbiased_square.sqrt() + group["eps"])  # (...)
        param.copy_(param - group["lr"] * direction)  # (...)
