# kata: cross_entropy
# fails: values
def cross_entropy(logits, targets, weight=None):
    nll = -logits.log_softmax(-1).gather(1, targets[:, None]).squeeze(1)
    return nll.sum() if weight is None else (nll * weight[targets]).sum()
