# kata: kl_div
# fails: static
import torch.nn.functional as F


def kl_div(log_pred, target):
    return F.kl_div(log_pred, target, reduction="batchmean")
