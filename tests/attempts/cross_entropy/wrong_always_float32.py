# kata: cross_entropy
# fails: device and dtype
def cross_entropy(logits, targets, weight=None):
    nll = -logits.float().log_softmax(-1).gather(1, targets[:, None]).squeeze(1)
    if weight is None:
        return nll.mean()
    w = weight[targets].float()
    return (w * nll).sum() / w.sum()
