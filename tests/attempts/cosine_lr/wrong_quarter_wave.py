# kata: cosine_lr
# fails: values
import math


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    return eta_min + (base_lr - eta_min) * math.cos(math.pi / 2 * step / t_max)
