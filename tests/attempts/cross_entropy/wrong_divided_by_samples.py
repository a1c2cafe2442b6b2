# kata: cross_entropy
# fails: values
def cross_entropy(logits, targets, weight=None):
    nll = -logits.log_softmax(-1).gather(1, targets[:, None]).squeeze(1)
    if weight is not None:
        nll = nll * weight[targets]
    return nll.mean()
