# kata: kl_div
# fails: values
import torch


def kl_div(log_pred, target):
    return (torch.xlogy(target, target) - target * log_pred).mean()
