"""Binary cross entropy from logits: each entry is a yes or no question of its own.

Source: Goodfellow, Bengio and Courville, Deep Learning, 2016, section 6.2.2.2.
... any shape, the same for logits and targets
"""

from torch import Tensor


def bce_with_logits(logits: Tensor, targets: Tensor) -> Tensor:
    """(...), (...) -> (). A target is the probability of yes that is wanted, mostly 0 or 1."""
    # -log(1 - sigmoid(z)) is log(1 + exp(z)). With the larger of z and 0 taken out of the
    # logarithm the exponential is at most 1 and cannot overflow.
    distance = logits.abs()  # (...)
    cost_of_yes = logits.clamp(min=0) + (-distance).exp().log1p()  # (...)
    # Where yes is right, log(1 + exp(-z)) is due instead, which is less by exactly z.
    losses = cost_of_yes - targets * logits  # (...)
    return losses.mean()  # ()
