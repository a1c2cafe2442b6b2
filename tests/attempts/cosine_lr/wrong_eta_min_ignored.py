# kata: cosine_lr
# fails: values
import math


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    return base_lr * (1 + math.cos(math.pi * step / t_max)) / 2
