# kata: kl_div
# fails: values
def kl_div(log_pred, target):
    return -(target * log_pred).sum() / len(target)
