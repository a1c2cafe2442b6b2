# kata: step_lr
# fails: builds
def step_lr(base_lr, step_size, step, gamma=0.1):
    return base_lr * gamma ** (step // step_size)
