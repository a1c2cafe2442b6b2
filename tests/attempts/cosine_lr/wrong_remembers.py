# kata: cosine_lr
# fails: values
import math

seen = []


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    seen.append(step)
    now = (len(seen) - 1) % (t_max + 1)
    return eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * now / t_max)) / 2
