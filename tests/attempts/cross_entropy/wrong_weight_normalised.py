# kata: cross_entropy
# fails: values


def cross_entropy(logits, targets, weight=None):
    nll = logits.logsumexp(1) - logits.gather(1, targets[:, None])[:, 0]
    if weight is not None:
        w = weight / weight.sum() * len(weight)
        return (nll * w[targets]).mean()
    return nll.mean()
