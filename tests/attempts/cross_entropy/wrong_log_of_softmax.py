# kata: cross_entropy
# fails: values
import torch


def cross_entropy(logits, targets, weight=None):
    log_p = torch.log(torch.softmax(logits, dim=-1))
    nll = -log_p.gather(1, targets[:, None]).squeeze(1)
    if weight is None:
        return nll.mean()
    w = weight[targets]
    return (w * nll).sum() / w.sum()
