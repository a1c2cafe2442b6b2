# kata: smooth_l1
# fails: values
def smooth_l1(pred, target, beta=1.0):
    d = (pred - target).abs()
    near = d < beta
    total = 0 * d.sum()
    if near.any():
        total = total + (d[near] ** 2 / (2 * beta)).mean()
    if (~near).any():
        total = total + (d[~near] - beta / 2).mean()
    return total
