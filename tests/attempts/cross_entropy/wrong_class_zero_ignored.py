# kata: cross_entropy
# fails: values
import torch


def cross_entropy(logits, targets, weight=None):
    nll = logits.logsumexp(1) - logits.gather(1, targets[:, None])[:, 0]
    w = torch.ones_like(nll) if weight is None else weight[targets]
    w = w * (targets != 0)
    return (nll * w).sum() / w.sum()
