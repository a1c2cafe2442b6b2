# kata: cross_entropy
# fails: values
def cross_entropy(logits, targets, weight=None):
    if weight is not None:
        logits = logits * weight
    return -logits.log_softmax(-1).gather(1, targets[:, None]).mean()
