# kata: exponential_lr
# fails: values
def exponential_lr(base_lr, step, gamma):
    return base_lr * gamma ** (step + 1)
