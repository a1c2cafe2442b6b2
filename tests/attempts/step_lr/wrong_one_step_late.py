# kata: step_lr
# fails: values
def step_lr(base_lr, step, step_size, gamma=0.1):
    return base_lr * gamma ** max(0, (step - 1) // step_size)
