# kata: nll_loss
# fails: values
def nll_loss(log_probs, targets):
    return -log_probs[:, targets].mean()
