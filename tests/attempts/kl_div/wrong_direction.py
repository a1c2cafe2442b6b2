# kata: kl_div
# fails: values
def kl_div(log_pred, target):
    p = log_pred.exp()
    return (p * (log_pred - target.clamp(min=1e-12).log())).sum() / len(target)
