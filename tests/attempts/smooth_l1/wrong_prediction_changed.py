# kata: smooth_l1
# fails: side effects
import torch


def smooth_l1(pred, target, beta=1.0):
    target -= pred.detach()
    d = (pred - pred.detach() - target).abs()
    return torch.where(d < beta, d**2 / (2 * beta), d - beta / 2).mean()
