# kata: cosine_lr
import numpy as np


def cosine_lr(base_lr: float, step: int, t_max: int, eta_min: float = 0.0):
    mean, swing = (base_lr + eta_min) / 2, (base_lr - eta_min) / 2
    return mean + swing * np.cos(np.pi * np.float64(step) / t_max)
