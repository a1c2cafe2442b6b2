# kata: one_cycle_lr
from math import pi, sin


def one_cycle_lr(max_lr, step, total, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    """sin^2 of half the angle rises from 0 to 1 like the cosine."""
    start = max_lr / div_factor
    up = pct_start * total - 1
    if step < up:
        return start + (max_lr - start) * sin(pi / 2 * step / up) ** 2
    end = start / final_div_factor
    return max_lr - (max_lr - end) * sin(pi / 2 * (step - up) / (total - 1 - up)) ** 2
