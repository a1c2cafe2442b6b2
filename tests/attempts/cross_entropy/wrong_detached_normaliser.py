# kata: cross_entropy
# fails: gradients
def cross_entropy(logits, targets, weight=None):
    log_total = logits.detach().logsumexp(-1)
    nll = log_total - logits.gather(1, targets[:, None]).squeeze(1)
    if weight is None:
        return nll.mean()
    w = weight[targets]
    return (w * nll).sum() / w.sum()
