# kata: smooth_l1
import torch


def smooth_l1(pred, target, beta=1.0):
    r = (pred - target) / beta
    return beta * torch.where(r.abs() <= 1, r.pow(2) / 2, r.abs() - 0.5).mean()
