# kata: kl_div
# fails: values
def kl_div(log_pred, target):
    return (target.exp() * (target - log_pred)).sum() / len(target)
