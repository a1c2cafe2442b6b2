# kata: kl_div
def kl_div(log_pred, target):
    picked = target != 0
    p = target[picked].to(log_pred.dtype)
    return (p * p.log() - p * log_pred[picked]).sum() / target.size(0)
