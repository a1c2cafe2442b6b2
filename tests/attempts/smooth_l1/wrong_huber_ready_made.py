# kata: smooth_l1
# fails: static
import torch.nn.functional as F


def smooth_l1(pred, target, beta=1.0):
    return F.huber_loss(pred, target, delta=beta) / beta
