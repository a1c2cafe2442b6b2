# kata: step_lr
import math


def step_lr(base_lr: float, step: int, step_size: int, gamma: float = 0.1) -> float:
    return base_lr * math.exp(math.floor(step / step_size) * math.log(gamma))
