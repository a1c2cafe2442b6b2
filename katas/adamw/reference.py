"""AdamW: steps of even size along the running mean of the gradient, decay kept apart.

Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2017 (arXiv:1711.05101),
on top of Kingma and Ba, Adam, 2014 (arXiv:1412.6980).
The dots are a parameter's shape
"""

from collections.abc import Iterable

import torch
from torch import Tensor


class AdamW:
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
        weight_decay: float = 0.01,
    ) -> None:
        settings = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
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

        # Both means start at 0 and are too small at first; this divides the shortfall out.
        unbiased_mean = mean / (1 - beta1**step)  # (...)
        unbiased_square = square / (1 - beta2**step)  # (...)
        direction = unbiased_mean / (unbiased_square.sqrt() + group["eps"])  # (...)

        # The decay shrinks the parameter itself and never enters the running means.
        decayed = param * (1 - group["lr"] * group["weight_decay"])  # (...)
        param.copy_(decayed - group["lr"] * direction)  # (...)
