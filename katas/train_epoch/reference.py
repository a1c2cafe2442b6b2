"""One epoch of training: every batch moves the parameters once.

Source: Robbins and Monro, A Stochastic Approximation Method, 1951, with minibatches as in
Goodfellow, Bengio and Courville, Deep Learning, 2016, section 8.1.3.
B samples in a batch; the dots are any further axes
"""

from collections.abc import Callable, Iterable

from torch import Tensor, nn
from torch.optim import Optimizer


def train_epoch(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: Optimizer,
) -> float:
    """Batches of (B, ...) inputs and (B, ...) targets -> the mean loss over all samples."""
    model.train()
    total = 0.0
    n_samples = 0
    for inputs, targets in loader:
        B = len(inputs)
        outputs = model(inputs)  # (B, ...)
        loss = loss_fn(outputs, targets)  # ()

        # backward adds to what is there: the gradients of the batch before have to go first.
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

        # The last batch may be smaller, so a batch counts as often as it has samples.
        total = total + loss.item() * B
        n_samples = n_samples + B
    return total / n_samples
