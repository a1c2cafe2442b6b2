# kata: triplet_margin
# fails: static
import torch.nn.functional as F


def triplet_margin(anchor, positive, negative, margin=1.0):
    return F.triplet_margin_loss(anchor, positive, negative, margin=margin, eps=0.0)
