# kata: cosine_lr
# fails: builds
import math


def cosine_lr(base_lr, step, t_max, eta_min=1e-6):
    return eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * step / t_max)) / 2
