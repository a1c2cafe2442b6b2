"""Cosine annealing: the learning rate glides down along half a cosine wave.

Source: Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2016
(arXiv:1608.03983), equation 5 without restarts.
"""

import math


def cosine_lr(base_lr: float, step: int, t_max: int, eta_min: float = 0.0) -> float:
    """Learning rate at `step`: `base_lr` at 0, `eta_min` at `t_max`."""
    progress = step / t_max
    share = (1 + math.cos(math.pi * progress)) / 2
    return eta_min + (base_lr - eta_min) * share
