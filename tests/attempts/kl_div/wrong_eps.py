# kata: kl_div
# fails: values
def kl_div(log_pred, target):
    return (target * ((target + 1e-6).log() - log_pred)).sum() / len(target)
