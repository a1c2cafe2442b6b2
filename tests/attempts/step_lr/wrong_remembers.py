# kata: step_lr
# fails: side effects
rate = None


def step_lr(base_lr, step, step_size, gamma=0.1):
    global rate
    if step == 0 or rate is None:
        rate = base_lr
    elif step % step_size == 0:
        rate = rate * gamma
    return rate
