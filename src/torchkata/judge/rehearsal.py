"""One judgement for nobody: what it touches is in memory when somebody waits."""

from collections.abc import Callable
from contextlib import suppress

from torchkata.catalog import reference_text
from torchkata.contracts import Attempt, Kata
from torchkata.judge.grading import reported
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Result

SEED = 0


class InterruptedRehearsalError(Exception):
    """Somebody waits."""


class Rehearsed(Engine):
    """An engine that stops before an evaluation when something else is to be done."""

    def __init__(self, is_wanted: Callable[[], bool]) -> None:
        super().__init__()
        self.is_wanted = is_wanted

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run the steps, unless somebody waits."""
        if self.is_wanted():
            raise InterruptedRehearsalError
        return super().evaluate(evaluation)


def rehearse(kata: Kata, is_wanted: Callable[[], bool]) -> None:
    """Judge a kata's reference against itself, in this process."""
    attempt = Attempt(kata.reference, reference_text(kata), kata.id, (), None)
    with suppress(InterruptedRehearsalError):
        reported(kata, attempt, Rehearsed(is_wanted), device="cpu", seed=SEED)
