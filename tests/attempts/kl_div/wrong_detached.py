# kata: kl_div
# fails: gradients
import torch


def kl_div(log_pred, target):
    loss = (torch.xlogy(target, target) - target * log_pred.detach()).sum() / len(target)
    return loss + 0 * log_pred.sum()
