"""The story of one check: the attempt in its process, the reference here, check after check."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from torchkata.contracts import (
    CHECK_NAMES,
    Attempt,
    Check,
    Departure,
    Kata,
    Kind,
    Match,
    Outcome,
    Picture,
    ShapeReport,
    Trace,
    Verdict,
)
from torchkata.judge import layouts
from torchkata.judge.align import Alignment, Layout
from torchkata.judge.align.words import matches
from torchkata.judge.checks.bookkeeping import (
    check_device,
    check_dtypes,
    check_side_effects,
    check_virtual_device,
)
from torchkata.judge.checks.initial import check_named
from torchkata.judge.checks.narrow import check_bfloat16
from torchkata.judge.checks.shapes import check_ready_mades, check_shapes
from torchkata.judge.checks.training import check_state, check_training
from torchkata.judge.checks.values import check_values
from torchkata.judge.departing import Locate, departed
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, NotRelatedError, failure_of
from torchkata.judge.halves import begun
from torchkata.judge.pair import Pair
from torchkata.judge.picture import picture
from torchkata.judge.ready import Ready
from torchkata.judge.side import Bench, Indices
from torchkata.judge.strays import Strays, unusual
from torchkata.judge.tracing import LOOKS, followed, telling_looks
from torchkata.worker.faults import AttemptError, Fault
from torchkata.worker.launch import Launch
from torchkata.worker.remote import MOST_TELLING_SECONDS, Remote

Shapes = Callable[[Trace], ShapeReport]

MOST_SHAPE_SECONDS = 2.0
STATIC = ("parse", "static")  # made before this room is entered


@dataclass
class Report:
    """What is known so far."""

    passed: set[str] = field(default_factory=lambda: set(STATIC))
    warnings: list[str] = field(default_factory=list)
    strays: tuple[Strays, ...] = ()
    alignment: tuple[Match, ...] = ()
    current: str = "builds"  # the check that is being made
    failure: CheckFailedError | None = None
    error: str = ""
    pair: Pair | None = None  # once both sides are built
    by: Ready | None = None
    partners: dict[int, Indices] = field(default_factory=dict)  # of builds whose values agree
    layout: Layout = field(default_factory=Layout)  # of its parameters: before, then now

    @contextmanager
    def check(self, name: str) -> Iterator[None]:
        """Note which check is made, and that it was passed."""
        self.current = name
        yield
        self.passed.add(name)

    def blame(self, fault: Fault, target: str) -> CheckFailedError:
        """What was raised fails the check it belongs to, or the present one if that is later."""
        failure = failure_of(fault, target)
        late = CHECK_NAMES.index(failure.check) < CHECK_NAMES.index(self.current)
        return failure_of(fault, target, check=self.current) if late else failure

    def departure(self, remote: Remote, locate: Locate | None) -> Departure | None:
        """Where values first leave the reference, as far as `locate` can tell."""
        if locate is None or self.failure is None:
            return None
        pair = self.pair
        if pair is None and self.by is not None and self.failure.fault is not None:
            pair = self.by.supposed(remote)
        found = departed(pair, self.failure, remote, locate, self.partners, self.layout)
        has_raised = self.failure.line is not None
        is_vague = found is not None and not found.verified and found.level == 1
        return None if has_raised and is_vague else found

    def checks(self) -> tuple[Check, ...]:
        """All checks in order; what comes after a failure was not reached."""
        return tuple(self.one(name) for name in CHECK_NAMES)

    def one(self, name: str) -> Check:
        """One check as it stands."""
        if self.failure is not None and self.failure.check == name:
            return Check(name, False, self.failure.message, self.failure.details)
        known = self.failure.passed if self.failure is not None else ()
        return Check(name, True if name in self.passed or name in known else None)


def grade_launched(
    by: Ready,
    attempt: Attempt,
    launch: Launch,
    *,
    device: str,
    started: float,
    locate: Locate | None,
    shapes: Shapes | None,
    announce: Callable[[Verdict], None],
    meanwhile: Iterable[Callable[[], object]],
    memory: Path | None,
) -> Verdict:
    """Judge an attempt whose process has been started."""
    remote = Remote(launch, meanwhile)
    known = layouts.remembered(memory, by.kata.id)
    report = reported(by, attempt, remote, device=device, layout=known)
    if report.layout != known:
        layouts.remember(memory, by.kata.id, report.layout)
    printed = remote.output()  # nothing of what is looked into from here on
    if report.failure is not None and report.failure.fault is not None:
        report.failure.learn(remote.again(report.failure.fault))
    found = verdict(by, attempt, report, remote, device=device, started=started)
    if found.outcome is Outcome.FAILED:
        announce(found)
    noted = shapes_noted(report, remote, shapes)
    remote.left = min(remote.left, MOST_TELLING_SECONDS)
    departure = report.departure(remote, locate)  # last: it gives values of the reference away
    return replace(
        found,
        departure=departure or found.departure,
        shapes=noted,
        picture=pictured(report, by.kata),
        output=printed,
    )


def shapes_noted(report: Report, remote: Remote, shapes: Shapes | None) -> ShapeReport | None:
    """What `shapes` makes of a few runs; None where the attempt does not take part in them."""
    pair = report.pair
    if shapes is None or pair is None or remote.left <= 0:
        return None
    in_train_mode = "training" in remote.target.source
    looks = telling_looks(pair.cases, most=LOOKS, in_train_mode=in_train_mode)
    try:
        with remote.within(MOST_SHAPE_SECONDS):
            return shapes(followed(remote, pair.cases, looks, with_numbers=False))
    except (AttemptError, RecursionError):  # it is judged already
        return None


def pictured(report: Report, kata: Kata) -> Picture | None:
    """Where in the output the values differ."""
    values = report.failure.values if report.failure is not None else None
    if values is None:
        return None
    return picture(values.name, values.actual, values.expected, values.wrong, kata.outputs)


def reported(
    by: Ready, attempt: Attempt, bench: Bench, *, device: str, layout: Layout | None = None
) -> Report:
    """What all checks say of an attempt on a bench; its `layout` as far as that is known."""
    torch.set_num_threads(1)  # tensors are tiny: more threads only wait for each other
    report = Report(by=by, layout=layout or Layout())
    try:
        judge(by, attempt, bench, report, device=device)
    except CheckFailedError as failure:
        report.failure = failure
    except AttemptError as error:
        report.failure = report.blame(error.fault, by.kata.target)
    except NotRelatedError as error:
        report.error = str(error)
    return report


def judge(by: Ready, attempt: Attempt, bench: Bench, report: Report, *, device: str) -> None:
    """Check after check; the first failure ends it."""
    kata = by.kata
    unbuilt = by.pair(bench, {})
    opened = begun(by.opening(attempt, unbuilt))
    shaped = begun(check_shapes(unbuilt, kata.forbidden))
    with report.check("builds"):
        pair = report.pair = opened()
    valued = begun(check_values(pair, report.layout, report.partners))
    with report.check("shapes"):
        observed = shaped()
    report.strays = unusual(pair, kata.buffers)
    try:
        with report.check("gradients"), report.check("values"):
            alignments, report.layout = valued()
    except (AttemptError, CheckFailedError):
        check_side_effects(observed, kata.target)  # which would explain it
        raise
    check_ready_mades(pair, kata.forbidden)
    note(report, alignments)
    pairs = list(zip(pair.builds, alignments, strict=True))
    in_training = [
        begun(check_training(pair, build, alignment, observed, kata))
        for build, alignment in pairs
        if kata.kind is Kind.MODULE
    ]
    elsewhere = [begun_elsewhere(pair, build, alignment) for build, alignment in pairs]
    if in_training:
        with report.check("train mode"):
            trained = [finish() for finish in in_training]
        with report.check("state"):
            for (build, alignment), results in zip(pairs, trained, strict=True):
                check_named(pair, build, alignment, kata)
                check_state(pair, build, kata.buffers, results)
    with report.check("device and dtype"):
        for (build, alignment), checks in zip(pairs, elsewhere, strict=True):
            for finish in checks:
                finish()
            if device != "cpu":
                check_device(pair, build, alignment, device)
    with report.check("side effects"):
        check_side_effects(observed, kata.target)


def begun_elsewhere(
    pair: Pair, build: Build, alignment: Alignment
) -> tuple[Callable[[], None], ...]:
    """The checks in other dtypes and on another device, their requests sent."""
    return (
        begun(check_dtypes(pair, build, alignment)),
        begun(check_virtual_device(pair, build)),  # says of a plain tensor what it is
        begun(check_bfloat16(pair, build, alignment)),
    )


def note(report: Report, alignments: list[Alignment]) -> None:
    """The relabelling of the first build in words, and parameters that do nothing."""
    first = alignments[0]
    report.alignment = matches(first)
    report.warnings += [f"{name} is registered but never used" for name in sorted(first.unused)]


def verdict(
    by: Ready,
    attempt: Attempt,
    report: Report,
    remote: Remote,
    *,
    device: str,
    started: float,
) -> Verdict:
    """The report as a contract."""
    failure = report.failure
    outcome = Outcome.PASSED
    if failure is not None:
        outcome = Outcome.FAILED
    elif report.error:
        outcome = Outcome.ERROR
        report.warnings.insert(0, report.error)
    departure = None
    if failure is not None and failure.line is not None:
        departure = Departure(failure.line, failure.message)
    blamed = failure.blame.name if failure is not None and failure.blame is not None else None
    strays = [words for kind in report.strays for words in kind.warnings(blamed)]
    return Verdict(
        kata=by.kata.id,
        path=str(attempt.path),
        target=by.kata.target,
        outcome=outcome,
        device=device,
        seed=by.seed,
        seconds=round(time.monotonic() - started, 3),
        checks=report.checks(),
        warnings=(*report.warnings, *strays),
        departure=departure,
        blame=failure.blame if failure is not None else None,
        error=failure.raised if failure is not None else None,
        alignment=report.alignment,
        isolation=remote.isolation,
    )
