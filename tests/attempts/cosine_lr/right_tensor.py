# kata: cosine_lr
import torch


def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    angle = torch.tensor(torch.pi * step / t_max, dtype=torch.float64)
    return base_lr * 0.5 * (1 + angle.cos()) + eta_min * 0.5 * (1 - angle.cos())
