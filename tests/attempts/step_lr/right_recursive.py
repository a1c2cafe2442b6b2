# kata: step_lr
def step_lr(base_lr, step, step_size, gamma=0.1):
    if step < step_size:
        return base_lr
    return gamma * step_lr(base_lr, step - step_size, step_size, gamma)
