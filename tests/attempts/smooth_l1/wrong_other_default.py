# kata: smooth_l1
# fails: builds
import torch


def smooth_l1(pred, target, beta=0.5):
    d = (pred - target).abs()
    return torch.where(d < beta, d**2 / (2 * beta), d - beta / 2).mean()
