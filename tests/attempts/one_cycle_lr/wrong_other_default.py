# kata: one_cycle_lr
# fails: builds
import math


def one_cycle_lr(max_lr, step, total, pct_start=0.3, div_factor=10.0, final_div_factor=1e4):
    start = max_lr / div_factor
    end = start / final_div_factor
    peak = pct_start * total - 1
    if step <= peak:
        a, b, t = start, max_lr, step / peak
    else:
        a, b, t = max_lr, end, (step - peak) / (total - 1 - peak)
    return b + (a - b) * (1 + math.cos(math.pi * t)) / 2
