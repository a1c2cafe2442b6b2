# kata: cross_entropy
import torch


def cross_entropy(logits, targets, weight=None):
    """Class by class; classes that do not occur add nothing."""
    lse = torch.logsumexp(logits, dim=1)
    num, den = logits.new_zeros(()), logits.new_zeros(())
    for c in targets.unique().tolist():
        hit = (targets == c).nonzero().squeeze(1)
        w = 1.0 if weight is None else weight[c]
        num = num + w * (lse[hit] - logits[hit, c]).sum()
        den = den + w * len(hit)
    return num / den
