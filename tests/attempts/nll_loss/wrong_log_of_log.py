# kata: nll_loss
# fails: values
def nll_loss(log_probs, targets):
    log_probs = log_probs.log_softmax(-1)
    return -log_probs.gather(1, targets[:, None]).mean()
