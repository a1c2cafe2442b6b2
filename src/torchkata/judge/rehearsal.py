"""Judging a kata by its own reference, before somebody waits: what it gave is kept for them.

Most of what is asked of the reference does not depend on the attempt: only the cases and the
weights drawn for it count, and these come from a seed that is drawn here, and used once.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from torchkata.contracts import Kata
from torchkata.judge.align.entry import align_ahead
from torchkata.judge.grading import Report, judge
from torchkata.judge.pair import Reference
from torchkata.judge.ready import Ready, any_seed, ready
from torchkata.worker.case import Case
from torchkata.worker.messages import Evaluation, Inventory, Result, Target

_kept: list[Ready] = []


class InterruptedRehearsalError(Exception):
    """Somebody waits."""


class Rehearsed:
    """The reference as its own attempt; it stops when something else is to be done."""

    def __init__(self, reference: Reference, is_wanted: Callable[[], bool]) -> None:
        self.reference = reference
        self.is_wanted = is_wanted

    def load(self, target: Target) -> None:
        """It is loaded already."""

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """It has its cases already."""

    def inspecting(self, case: int) -> Callable[[], Inventory]:
        """What the reference consists of."""
        return self.reference.inspecting(case)

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run the steps, unless somebody waits."""
        if self.is_wanted():
            raise InterruptedRehearsalError
        return self.reference.evaluate(evaluation)

    def start(self, evaluation: Evaluation) -> Callable[[], Result]:
        """The same, at the time when the result is asked for."""
        return partial(self.evaluate, evaluation)

    def spent(self) -> float:
        """None: it runs in this process."""
        return 0.0


def rehearse(kata: Kata, is_wanted: Callable[[], bool]) -> None:
    """Make ready for a kata, as far as there is time. KataError where it is broken."""
    _kept.clear()
    by = ready(kata, any_seed())
    _kept.append(by)
    bench = Rehearsed(by.reference, is_wanted)
    with suppress(InterruptedRehearsalError):
        report = Report()
        judge(by, by.like(by.target.source), bench, report, device="cpu")
        assert report.pair is not None
        for sides in map(report.pair.sides, report.pair.builds):
            if sides[0].n:  # as for an attempt with names and an order of its own
                align_ahead(*sides)


def is_ready(kata: Kata) -> bool:
    """Whether this kata has been made ready for."""
    return any(by.is_for(kata) for by in _kept)


def ready_for(kata: Kata, seed: int | None) -> Ready:
    """What was made ready before, or now; a seed that is asked for is never there yet."""
    if seed is None:
        for by in _kept:
            if by.is_for(kata):
                _kept.remove(by)  # a seed is used once
                return by
    return ready(kata, any_seed() if seed is None else seed)
