# kata: cosine_lr
# fails: values
import math


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    lr = eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * step / t_max)) / 2
    return type(base_lr)(lr)
