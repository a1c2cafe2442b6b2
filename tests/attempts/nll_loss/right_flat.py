# kata: nll_loss
def nll_loss(log_probs, targets):
    n, c = log_probs.shape
    flat = log_probs.reshape(-1)
    places = targets + c * targets.new_ones(n).cumsum(0) - c
    return flat[places].sum().div(-n)
