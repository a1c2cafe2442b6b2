# kata: exponential_lr
# fails: shapes
def exponential_lr(base_lr, step, gamma):
    return [base_lr * gamma**i for i in range(step + 1)]
