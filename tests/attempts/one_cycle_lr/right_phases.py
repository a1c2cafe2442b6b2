# kata: one_cycle_lr
import math


def one_cycle_lr(max_lr, step, total, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    first = max_lr / div_factor
    low = first / final_div_factor
    phases = [
        (0.0, pct_start * total - 1, first, max_lr),
        (pct_start * total - 1, total - 1, max_lr, low),
    ]
    for start, end, a, b in phases:
        if step <= end or end == total - 1:
            return b + (a - b) / 2 * (1 + math.cos(math.pi * (step - start) / (end - start)))
    return low
