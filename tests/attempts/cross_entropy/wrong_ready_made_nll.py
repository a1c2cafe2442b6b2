# kata: cross_entropy
# fails: static
import torch


def cross_entropy(logits, targets, weight=None):
    log_p = torch.log_softmax(logits, -1)
    return torch.nn.NLLLoss(weight)(log_p, targets)
