# kata: cosine_lr
# fails: values
def cosine_lr(base_lr, step, t_max, eta_min=0.0):
    return base_lr + (eta_min - base_lr) * step / t_max
