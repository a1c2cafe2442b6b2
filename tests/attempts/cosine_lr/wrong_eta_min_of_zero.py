# kata: cosine_lr
# fails: values
import math


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    eta_min = eta_min or base_lr * 0.1
    return eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * step / t_max)) / 2
