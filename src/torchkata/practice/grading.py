"""The verdict of the judge on a file, and all that reading the file adds to it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from torchkata.contracts import (
    Chosen,
    Departure,
    Evidence,
    Kata,
    KataError,
    Raised,
    Verdict,
)
from torchkata.practice.advise import advised
from torchkata.practice.blaming import departure_of
from torchkata.practice.notebooks import in_cell
from torchkata.practice.reading import Reading
from torchkata.practice.unfinished import open_places


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
