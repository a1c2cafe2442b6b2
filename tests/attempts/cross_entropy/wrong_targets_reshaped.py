# kata: cross_entropy
# fails: side effects
def cross_entropy(logits, targets, weight=None):
    nll = -logits.log_softmax(-1).gather(1, targets.unsqueeze_(1)).squeeze(1)
    if weight is None:
        return nll.mean()
    w = weight[targets[:, 0]]
    return (w * nll).sum() / w.sum()
