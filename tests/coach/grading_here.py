"""A verdict and its departure in this process: nothing is isolated, the texts are ours."""

import os
from functools import cache
from pathlib import Path

from torchkata.catalog import find, kata_folders, load
from torchkata.coach import first_departure
from torchkata.contracts import Attempt, Departure, Kata
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.grading import reported
from torchkata.judge.ready import Ready, ready
from torchkata.practice.check import cut
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Record, Recorded
from torchkata.worker.recording import recorded

KATAS = load(kata_folders(os.environ))
SEED = 7


class Here(Engine):
    """An engine that records, as the attempt's process does."""

    def record(self, record: Record) -> Recorded:
        """One run with probes, or trials."""
        return recorded(self, record)


def kata(name: str) -> Kata:
    """A kata by its name."""
    return find(KATAS, name)


@cache
def ready_for(name: str) -> Ready:
    """A kata made ready, once."""
    return ready(kata(name), SEED)


def judged(kata: Kata, text: str) -> tuple[CheckFailedError | None, Departure | None]:
    """The first failed check, and the line that `kata check` names for it."""
    attempt = Attempt(Path("attempt.py"), text, kata.id, (), None)
    bench = Here()
    report = reported(ready_for(kata.id), attempt, bench, device="cpu")
    failure, departure = report.failure, report.departure(bench, first_departure)
    if failure is not None and departure is None and failure.line is not None:
        departure = Departure(failure.line, failure.message)
    if failure is not None and departure is None and failure.check == "gradients":
        departure = cut(text)
    return failure, departure
