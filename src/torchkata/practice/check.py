"""`kata check`: the verdict on an attempt."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import perf_counter

from torchkata.contracts import (
    Chosen,
    Departure,
    Evidence,
    Kata,
    KataError,
    Outcome,
    Raised,
    Verdict,
)
from torchkata.practice import rehearsal
from torchkata.practice.advise import advised
from torchkata.practice.blaming import departure_of
from torchkata.practice.notebooks import in_cell
from torchkata.practice.place import Place
from torchkata.practice.reading import Reading, following
from torchkata.practice.static import static_verdict
from torchkata.practice.unfinished import open_places


def check(
    place: Place,
    reading: Reading,
    *,
    device: str,
    seed: int | None,
    announce: Callable[[Verdict], None] = lambda _: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Verdict:
    """Judge the chosen file: by reading it, and by running it only where reading finds nothing.

    `announce` is told a failure whose line has still to be looked for, which takes longer.
    `meanwhile` is called while the attempt's process gets ready, where one is needed.
    """
    started = perf_counter()
    chosen = reading.chosen
    rehearsal.expect(chosen.kata)
    after = cache(lambda: following(place, chosen.kata))
    verdict = static_verdict(chosen, device=device, seed=seed)
    if verdict is None:
        verdict = graded(
            chosen,
            chosen.kata,
            device=device,
            seed=seed,
            announce=lambda found: announce(in_cell(found, chosen)),
            meanwhile=(meanwhile, reading.read, after),
            memory=place.layouts,
        )
    if verdict.outcome is Outcome.ERROR:
        from torchkata.practice.undecided import advised_further  # which reads references

        verdict = advised_further(verdict, chosen)
    if not verdict.next_step:
        has_passed = verdict.outcome is Outcome.PASSED
        next_step = after() if has_passed else f"kata hint {chosen.kata.id}"
        verdict = replace(verdict, next_step=next_step)
    return told(reading, verdict, started=started)


def told(reading: Reading, verdict: Verdict, *, started: float) -> Verdict:
    """The verdict with all that reading the file adds to it, and the time since `started`."""
    chosen = reading.chosen
    warnings = (*verdict.warnings, *open_places(chosen.attempt, verdict))
    verdict = replace(verdict, warnings=warnings)
    verdict = replace(
        verdict,
        departure=departure_of(chosen.kata, chosen.attempt.text, verdict),
        error=verdict.error and _explained(verdict.error),
        advice=advised(reading, verdict),
        seconds=perf_counter() - started,
    )
    return in_cell(verdict, chosen)


def graded(
    chosen: Chosen,
    kata: Kata,
    *,
    device: str,
    seed: int | None,
    part: str = "",
    announce: Callable[[Verdict], None] = lambda _: None,
    meanwhile: Iterable[Callable[[], object]] = (),
    memory: Path | None = None,
) -> Verdict:
    """The judge's verdict on the chosen file, or on a part of it."""
    from torchkata.judge import grade
    from torchkata.practice.shapes import shapes_of

    try:
        return grade(
            kata,
            chosen.attempt,
            device=device,
            seed=seed,
            part=part,
            locate=_first_departure,
            shapes=shapes_of(chosen.attempt),
            announce=announce,
            meanwhile=meanwhile,
            memory=memory,
        )
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise KataError(
            "torch is not installed where kata runs",
            hint="`kata doctor --brief` shows which Python that is; install torch there",
            exit_code=3,
        ) from error


def _explained(raised: Raised) -> Raised:
    from torchkata.coach import explained

    return replace(raised, explanation=explained(raised))


def _first_departure(evidence: Evidence) -> Departure | None:
    from torchkata.coach import first_departure

    try:
        return first_departure(evidence)
    except Exception:  # numbers can be anything: what breaks here only costs the explanation
        return None
