# kata: cosine_lr
import math


def cosine_lr(base_lr, step, t_max, eta_min=0):
    if step >= t_max:
        return eta_min
    return eta_min + 0.5 * (base_lr - eta_min) * (1 + math.cos(step * math.pi / t_max))
