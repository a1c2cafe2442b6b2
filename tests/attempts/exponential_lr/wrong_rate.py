# kata: exponential_lr
# fails: values
import math


def exponential_lr(base_lr, step, gamma):
    return base_lr * math.exp(-gamma * step)
