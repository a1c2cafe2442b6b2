# kata: cross_entropy
# fails: values
def cross_entropy(logits, targets, weight=None):
    return -logits.log_softmax(-1).gather(1, targets[:, None]).mean()
