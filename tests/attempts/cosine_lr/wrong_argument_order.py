# kata: cosine_lr
# fails: builds
import math


def cosine_lr(base_lr, t_max, step, eta_min=0.0):
    progress = step / t_max if t_max else 0.0
    return eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * progress)) / 2
