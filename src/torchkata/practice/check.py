"""`kata check`: the verdict on an attempt."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from time import perf_counter

from torchkata.contracts import Outcome, Verdict
from torchkata.practice import rehearsal
from torchkata.practice.grading import graded, told
from torchkata.practice.notebooks import in_cell
from torchkata.practice.place import Place
from torchkata.practice.reading import Reading, following
from torchkata.practice.static import static_verdict


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
