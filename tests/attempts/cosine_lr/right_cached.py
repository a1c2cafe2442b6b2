# kata: cosine_lr
import math
from fractions import Fraction
from functools import cache


@cache
def cosine_lr(base_lr, step, t_max, eta_min=0.0, last_epoch=-1):
    share = Fraction(step, t_max)
    return eta_min + (base_lr - eta_min) * math.cos(math.pi * share / 2) ** 2
