# kata: smooth_l1
# fails: values
import torch


def smooth_l1(pred, target, beta=1.0):
    d = (pred - target).abs()
    return torch.where(d < 1, 0.5 * d**2, d - 0.5).mean()
