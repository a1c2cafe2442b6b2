# kata: exponential_lr
# fails: side effects
rates = []


def exponential_lr(base_lr, step, gamma):
    rates.append(base_lr if not rates else rates[-1] * gamma)
    return rates[-1]
