"""One cycle: up to the peak along half a cosine wave, then far down along another.

Source: Smith and Topin, Super-Convergence: Very Fast Training of Neural Networks Using Large
Learning Rates, 2017 (arXiv:1708.07120), with cosines in place of lines.
"""

import math


def one_cycle_lr(
    max_lr: float,
    step: int,
    total: int,
    pct_start: float = 0.3,
    div_factor: float = 25.0,
    final_div_factor: float = 1e4,
) -> float:
    """Learning rate at `step` of 0 .. total - 1; a share of `pct_start` of the steps goes up."""
    start_lr = max_lr / div_factor
    end_lr = start_lr / final_div_factor
    # Steps are counted from 0: the first pct_start * total of them end at this number less 1.
    peak = pct_start * total - 1
    last = total - 1
    if step <= peak:
        return between(start_lr, max_lr, step / peak)
    return between(max_lr, end_lr, (step - peak) / (last - peak))


def between(start: float, end: float, progress: float) -> float:
    """From `start` at 0 to `end` at 1, slow at both ends."""
    share = (1 + math.cos(math.pi * progress)) / 2
    return end + (start - end) * share
