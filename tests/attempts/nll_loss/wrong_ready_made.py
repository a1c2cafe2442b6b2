# kata: nll_loss
# fails: static
import torch.nn.functional as F


def nll_loss(log_probs, targets):
    return F.nll_loss(log_probs, targets)
