# kata: cross_entropy
import torch
import torch.nn.functional as F


def cross_entropy(logits, targets, weight=None):
    nll = logits.logsumexp(1) - logits.gather(1, targets[:, None])[:, 0]
    if weight is None:
        return nll.mean()
    return (nll * weight[targets]).sum() / weight[targets].sum()


def check():
    logits, targets = torch.randn(4, 3), torch.tensor([0, 1, 2, 1])
    assert torch.allclose(cross_entropy(logits, targets), F.cross_entropy(logits, targets))


if __name__ == "__main__":
    check()
