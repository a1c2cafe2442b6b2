# kata: step_lr
# fails: builds
def step_lr(base_lr, step, step_size, gamma=0.5):
    return base_lr * gamma ** (step // step_size)
