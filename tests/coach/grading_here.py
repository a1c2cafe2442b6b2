"""A verdict and its departure in this process: nothing is isolated, the texts are ours."""

import os
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import torch

from torchkata.catalog import driver_text, find, kata_folders, load
from torchkata.coach import first_departure
from torchkata.coach.shapes import shape_report
from torchkata.contracts import (
    Attempt,
    Check,
    Departure,
    Kata,
    Outcome,
    Run,
    ShapeReport,
    Verdict,
)
from torchkata.judge import mending
from torchkata.judge.draw import draw_cases
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.grading import reported
from torchkata.judge.ready import Ready, ready
from torchkata.judge.tracing import LOOKS, followed, telling_looks
from torchkata.practice.blaming import departure_of
from torchkata.worker.again import again
from torchkata.worker.engine import Engine
from torchkata.worker.faults import Fault
from torchkata.worker.mending import mended
from torchkata.worker.messages import (
    Evaluation,
    Inventory,
    Looks,
    Mend,
    Mended,
    Record,
    Recorded,
    Request,
    Result,
    Target,
)
from torchkata.worker.recording import recorded
from torchkata.worker.tracing import traced

KATAS = load(kata_folders(os.environ))
torch.set_num_threads(1)  # as the judge does: threads that wait for each other take processor time
SEED = 7
ATTEMPTS = Path(__file__).parents[1] / "attempts"


class Here(Engine):
    """An engine that records and traces, as the attempt's process does."""

    asked: Request | None = None  # what came last

    def inspect(self, case: int) -> Inventory:
        """What was built consists of."""
        self.asked = Request(inspect=case)
        return super().inspect(case)

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Runs of what was built."""
        self.asked = Request(evaluate=evaluation)
        return super().evaluate(evaluation)

    def again(self, fault: Fault) -> Fault:
        """What came last once more, with probes, where that tells more."""
        if not fault.is_partial:
            return fault
        asked = self.asked or Request(load=self.target)
        return fault.or_more(again(self, replace(asked, again=fault.stage)))

    def record(self, record: Record) -> Recorded:
        """One run with probes, or trials."""
        return recorded(self, record)

    def mend(self, mend: Mend) -> Mended:
        """Runs with changes."""
        return mended(self, mend)

    def trace(self, looks: Looks) -> tuple[Run, ...]:
        """Runs followed line by line."""
        return traced(self, looks)


def kata(name: str) -> Kata:
    """A kata by its name."""
    return find(KATAS, name)


def planted(kata_id: str, attempt: str, old: str, new: str) -> tuple[str, int]:
    """A right attempt with one mistake, and its line."""
    text = (ATTEMPTS / kata_id / f"right_{attempt}.py").read_text(encoding="utf-8")
    assert text.count(old) == 1
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1


@cache
def ready_for(name: str) -> Ready:
    """A kata made ready, once."""
    return ready(kata(name), SEED)


def judged(kata: Kata, text: str) -> tuple[CheckFailedError | None, Departure | None]:
    """The first failed check, and the line that `kata check` names for it."""
    return judged_in_time(kata, text)[:2]


def judged_in_time(
    kata: Kata, text: str
) -> tuple[CheckFailedError | None, Departure | None, float]:
    """The same, and the milliseconds from the failure to the line."""
    attempt = Attempt(Path("attempt.py"), text, kata.id, (), None)
    bench = Here()
    report = reported(ready_for(kata.id), attempt, bench, device="cpu")
    begun = time.perf_counter()
    if report.failure is not None and report.failure.fault is not None:
        report.failure.learn(bench.again(report.failure.fault))
    failure, departure = report.failure, report.departure(bench, first_departure)
    if failure is not None and departure is None and failure.line is not None:
        departure = Departure(failure.line, failure.message)
    if failure is not None:
        check = Check(failure.check, passed=False, message=failure.message)
        verdict = Verdict(
            kata=kata.id,
            path="attempt.py",
            target=kata.target,
            outcome=Outcome.FAILED,
            device="cpu",
            seed=SEED,
            seconds=0.0,
            checks=(check,),
            departure=departure,
            blame=failure.blame,
            error=failure.raised,
        )
        departure = departure_of(kata, text, verdict)
    return failure, departure, (time.perf_counter() - begun) * 1e3


def shapes(kata: Kata, text: str) -> ShapeReport:
    """What becomes of the shape comments of a text."""
    bench = Here()
    driver = driver_text(kata)
    bench.load(Target(text, "attempt.py", kata.target, kata.kind.value, driver, "driver.py"))
    cases = draw_cases(kata, SEED)
    bench.prepare(cases)
    looks = telling_looks(cases, most=LOOKS, in_train_mode="training" in text)
    return shape_report(text, followed(bench, cases, looks, with_numbers=False))


def assert_found(kata_id: str, attempt: str, old: str, new: str) -> None:
    """The line of a planted mistake is named, and proven, whatever else this machine does."""
    text, line = planted(kata_id, attempt, old, new)
    with patch.object(mending, "SECONDS", 5.0):
        _, departure = judged(kata(kata_id), text)
    assert departure is not None
    assert (departure.line, departure.end_line or departure.line) == (line, line)
    assert departure.verified
