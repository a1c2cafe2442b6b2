# kata: cross_entropy
# fails: values
def cross_entropy(logits, targets, weight=None):
    nll = -logits.log_softmax(0).gather(1, targets[:, None]).squeeze(1)
    if weight is None:
        return nll.mean()
    w = weight[targets]
    return (w * nll).sum() / w.sum()
