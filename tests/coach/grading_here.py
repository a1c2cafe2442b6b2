"""A verdict and its departure in this process: nothing is isolated, the texts are ours."""

import os
from pathlib import Path

from torchkata.catalog import find, kata_folders, load
from torchkata.coach import first_departure
from torchkata.contracts import Attempt, Departure, Kata
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.grading import departed, reported
from torchkata.judge.ready import ready
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


def judged(kata: Kata, text: str) -> tuple[CheckFailedError | None, Departure | None]:
    """The first failed check, and where values first leave the reference."""
    attempt = Attempt(Path("attempt.py"), text, kata.id, (), None)
    bench = Here()
    report = reported(ready(kata, SEED), attempt, bench, device="cpu")
    return report.failure, departed(report, bench, first_departure)
