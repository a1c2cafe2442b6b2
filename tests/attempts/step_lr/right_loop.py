# kata: step_lr
def step_lr(base_lr, step, step_size, gamma=0.1):
    rate = base_lr
    for _ in range(step_size, step + 1, step_size):
        rate *= gamma
    return rate
