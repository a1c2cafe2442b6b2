"""Step decay: the learning rate stays, then falls at once, again and again.

Source: He et al., Deep Residual Learning for Image Recognition, 2015 (arXiv:1512.03385), where the
rate is divided by 10 in stairs.
"""


def step_lr(base_lr: float, step: int, step_size: int, gamma: float = 0.1) -> float:
    """Learning rate at `step`: `base_lr`, times `gamma` for every full `step_size` behind it."""
    drops = step // step_size
    return base_lr * gamma**drops
