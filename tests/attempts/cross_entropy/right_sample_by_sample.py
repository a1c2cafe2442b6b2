# kata: cross_entropy
import torch


def cross_entropy(logits, targets, weight=None):
    total, mass = 0.0, 0.0
    for row, target in zip(logits, targets.tolist(), strict=True):
        share = 1.0 if weight is None else weight[target]
        total = total + share * (torch.logsumexp(row, 0) - row[target])
        mass = mass + share
    return total / mass
