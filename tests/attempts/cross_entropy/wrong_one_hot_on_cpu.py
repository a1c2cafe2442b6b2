# kata: cross_entropy
# fails: device and dtype
import torch


def cross_entropy(logits, targets, weight=None):
    hot = torch.zeros(logits.shape, dtype=logits.dtype)
    hot[torch.arange(len(targets)), targets] = 1.0
    nll = -(hot * logits.log_softmax(-1)).sum(-1)
    if weight is None:
        return nll.mean()
    w = weight[targets]
    return (w * nll).sum() / w.sum()
