"""Kullback-Leibler divergence: what it costs to believe in one distribution while another holds.

Source: Kullback and Leibler, On Information and Sufficiency, 1951.
B batch, ... any further axes
"""

import torch
from torch import Tensor


def kl_div(log_pred: Tensor, target: Tensor) -> Tensor:
    """Log-probabilities (B, ...), probabilities (B, ...) -> ()."""
    # xlogy is 0 where its first argument is 0, where the product would be 0 times -inf.
    own = torch.xlogy(target, target)  # (B, ...)
    crossed = target * log_pred  # (B, ...)
    # Divided by samples, not by entries: a divergence is a sum over the outcomes of one sample.
    return (own - crossed).sum() / log_pred.shape[0]  # ()
