# kata: cross_entropy
import torch.nn.functional as F


def cross_entropy(logits, targets, weight=None):
    rows = F.log_softmax(logits, dim=1)
    nll = -rows[range(len(targets)), targets]
    if weight is None:
        return nll.sum() / len(targets)
    per_sample = weight.index_select(0, targets)
    return nll.dot(per_sample) / per_sample.sum()
