# kata: evaluate
# fails: values
from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn


@torch.no_grad()
def evaluate(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
) -> tuple[float, float]:
    was_training = model.training
    model.training = False
    total = 0.0
    n_right = 0
    n_samples = 0
    for inputs, targets in loader:
        B = len(inputs)
        logits = model(inputs)
        loss = loss_fn(logits, targets)
        is_right = logits.argmax(dim=-1) == targets
        total = total + loss.item() * B
        n_right = n_right + is_right.sum().item()
        n_samples = n_samples + B
    model.training = was_training
    return (total / n_samples, n_right / n_samples)
