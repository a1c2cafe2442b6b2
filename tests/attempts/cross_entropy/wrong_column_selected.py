# kata: cross_entropy
# fails: shapes
def cross_entropy(logits, targets, weight=None):
    nll = -logits.log_softmax(-1)[:, targets]
    return nll.mean(1)
