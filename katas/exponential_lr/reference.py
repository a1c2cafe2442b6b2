"""Exponential decay: every step keeps the same share of the learning rate.

Source: Goodfellow, Bengio and Courville, Deep Learning, 2016, section 8.3.1, on decaying rates.
"""


def exponential_lr(base_lr: float, step: int, gamma: float) -> float:
    """Learning rate at `step`: `base_lr` at 0, then `gamma` of the one before."""
    return base_lr * gamma**step
