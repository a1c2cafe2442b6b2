# kata: cross_entropy
# fails: values
def cross_entropy(logits, targets, weight=None):
    nll = -logits.log_softmax(-1)[:, targets]
    if weight is None:
        return nll.mean()
    w = weight[targets]
    return (w * nll).sum() / w.sum() / len(targets)
