# kata: step_lr
# fails: values
def step_lr(base_lr, step, step_size, gamma=0.1):
    drops = step // step_size
    return base_lr * gamma * drops if drops else base_lr
