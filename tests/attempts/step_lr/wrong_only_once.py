# kata: step_lr
# fails: values
def step_lr(base_lr, step, step_size, gamma=0.1):
    return base_lr * gamma if step >= step_size else base_lr
