"""Negative log-likelihood: minus the log-probability that a model gave to what happened.

Source: Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.4.
N samples, C classes
"""

from torch import Tensor


def nll_loss(log_probs: Tensor, targets: Tensor) -> Tensor:
    """(N, C), int (N,) -> ()."""
    # The index needs as many axes as log_probs: one column, whose entry names the class.
    chosen = log_probs.gather(dim=-1, index=targets[:, None])  # (N, 1)
    return -chosen.mean()  # ()
