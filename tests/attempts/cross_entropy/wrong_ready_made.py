# kata: cross_entropy
# fails: static
from torch.nn import functional as F


def cross_entropy(logits, targets, weight=None):
    return F.cross_entropy(logits, targets, weight)
