"""Evaluation: mean loss and accuracy of a classifier that is left as it was.

Source: Goodfellow, Bengio and Courville, Deep Learning, 2016, section 5.1.2.
B samples in a batch, C classes; the dots are any further axes
"""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn


@torch.no_grad()
def evaluate(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
) -> tuple[float, float]:
    """Batches of (B, ...) inputs and (B,) classes -> the mean loss and the share that is right."""
    was_training = model.training
    model.eval()
    total = 0.0
    n_right = 0
    n_samples = 0
    for inputs, targets in loader:
        B = len(inputs)
        logits = model(inputs)  # (B, C)
        loss = loss_fn(logits, targets)  # ()
        is_right = logits.argmax(dim=-1) == targets  # (B,)

        # The last batch may be smaller, so a batch counts as often as it has samples.
        total = total + loss.item() * B
        n_right = n_right + is_right.sum().item()
        n_samples = n_samples + B
    # Whoever calls this in the middle of training wants to go on with it.
    model.train(was_training)
    return total / n_samples, n_right / n_samples
