# kata: exponential_lr
def exponential_lr(base_lr, step, gamma):
    for _ in range(step):
        base_lr = base_lr * gamma
    return base_lr
