# kata: cross_entropy
# fails: side effects
import torch


def cross_entropy(logits, targets, weight=None):
    logits -= logits.detach().amax(-1, keepdim=True)
    nll = torch.exp(logits).sum(-1).log() - logits.gather(1, targets[:, None]).squeeze(1)
    if weight is None:
        return nll.mean()
    w = weight[targets]
    return (w * nll).sum() / w.sum()
