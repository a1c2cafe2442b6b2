# kata: cosine_lr
from math import cos, pi


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    """(1 + cos a) / 2 is the square of cos(a / 2)."""
    return eta_min + (base_lr - eta_min) * cos(pi * step / t_max / 2) ** 2
