# kata: cosine_lr
# fails: values
import math


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    share = (1 + math.cos(3.1416 * step / t_max)) / 2
    return eta_min + (base_lr - eta_min) * share
