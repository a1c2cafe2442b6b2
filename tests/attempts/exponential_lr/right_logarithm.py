# kata: exponential_lr
import math


def exponential_lr(base_lr, step, gamma):
    return base_lr * math.exp(step * math.log(gamma))
