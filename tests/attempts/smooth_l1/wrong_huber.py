# kata: smooth_l1
# fails: values
import torch


def smooth_l1(pred, target, beta=1.0):
    d = (pred - target).abs()
    return torch.where(d < beta, 0.5 * d**2, beta * (d - 0.5 * beta)).mean()
