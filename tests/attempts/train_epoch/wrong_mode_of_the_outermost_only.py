# kata: train_epoch
# fails: values
from collections.abc import Callable, Iterable

from torch import Tensor, nn
from torch.optim import Optimizer


def train_epoch(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: Optimizer,
) -> float:
    model.training = True
    total = 0.0
    n_samples = 0
    for inputs, targets in loader:
        B = len(inputs)
        outputs = model(inputs)
        loss = loss_fn(outputs, targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total = total + loss.item() * B
        n_samples = n_samples + B
    return total / n_samples
