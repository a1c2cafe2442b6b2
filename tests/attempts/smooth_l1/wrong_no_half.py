# kata: smooth_l1
# fails: values
import torch


def smooth_l1(pred, target, beta=1.0):
    d = (pred - target).abs()
    return torch.where(d < beta, d**2 / beta, d - beta / 2).mean()
