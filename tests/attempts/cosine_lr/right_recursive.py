# kata: cosine_lr
import math


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    """Each rate from the one before it, as a scheduler without a closed form does."""
    lr = base_lr
    for now in range(1, step + 1):
        ratio = math.cos(math.pi * now / t_max) + 1
        before = math.cos(math.pi * (now - 1) / t_max) + 1
        lr = eta_min + (lr - eta_min) * ratio / before
    return lr
