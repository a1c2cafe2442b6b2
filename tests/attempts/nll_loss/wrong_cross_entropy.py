# kata: nll_loss
# fails: static
from torch import nn


def nll_loss(log_probs, targets):
    return nn.CrossEntropyLoss()(log_probs, targets)
