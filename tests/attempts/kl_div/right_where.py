# kata: kl_div
import torch


def kl_div(log_pred, target):
    held = target > 0
    log_target = torch.where(held, target, torch.ones_like(target)).log()
    return (target * (log_target - log_pred)).sum() / len(target)
