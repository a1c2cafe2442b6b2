"""Cross entropy: how surprised a classifier is by the classes that were right.

Source: Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.4.
N samples, C classes
"""

from torch import Tensor


def cross_entropy(logits: Tensor, targets: Tensor, weight: Tensor | None = None) -> Tensor:
    """(N, C), int (N,) -> (). `weight` (C,) says how much each class counts in the mean."""
    # Never the log of a softmax: a probability that underflows to 0 would cost infinity.
    log_total = logits.logsumexp(dim=-1)  # (N,)
    chosen = logits.gather(dim=-1, index=targets[:, None]).squeeze(-1)  # (N,)
    surprise = log_total - chosen  # (N,)
    if weight is None:
        return surprise.mean()  # ()
    weights = weight[targets]  # (N,)
    return (weights * surprise).sum() / weights.sum()  # ()
