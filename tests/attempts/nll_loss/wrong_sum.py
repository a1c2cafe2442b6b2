# kata: nll_loss
# fails: values
def nll_loss(log_probs, targets):
    return -log_probs.gather(1, targets[:, None]).sum()
