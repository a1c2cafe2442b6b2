# kata: cosine_lr
# fails: values
import math


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    progress = (step + 1) / t_max
    return eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * progress)) / 2
