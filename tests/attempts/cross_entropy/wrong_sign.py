# kata: cross_entropy
# fails: values
def cross_entropy(logits, targets, weight=None):
    log_p = logits.log_softmax(-1).gather(1, targets[:, None]).squeeze(1)
    if weight is None:
        return log_p.mean()
    w = weight[targets]
    return (w * log_p).sum() / w.sum()
