# kata: cross_entropy
# fails: shapes
def cross_entropy(logits, targets, weight=None):
    nll = -logits.log_softmax(-1).gather(1, targets[:, None]).squeeze(1)
    if weight is None:
        return nll.mean().item()
    w = weight[targets]
    return ((w * nll).sum() / w.sum()).item()
