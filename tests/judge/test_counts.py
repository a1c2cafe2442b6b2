"""Which single number is told where a driver's run gave other things than the reference's."""

import torch

from torchkata.judge.compare import count_difference
from torchkata.worker.messages import Answer


def answer(loss: float, calls: int) -> Answer:
    """Of a loop that says its loss and how often it asked the model."""
    outputs = {"loss": torch.tensor(loss, dtype=torch.float64), "calls": torch.tensor(calls)}
    return Answer(dict.fromkeys(outputs, "tensor"), outputs, {})


def test_a_number_that_is_off_by_rounding_alone_is_not_told() -> None:
    found = count_difference(answer(4.0, 8), answer(4.0 + 1e-15, 7))
    assert found is not None
    assert found.message == "calls: yours 7, the reference 8"
