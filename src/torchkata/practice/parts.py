"""`kata check --part` and `--parts`: what a file has so far, before all of it is written."""

import difflib
from dataclasses import replace
from time import perf_counter

from torchkata import catalog
from torchkata.contracts import (
    Advice,
    Attempt,
    Chosen,
    Kata,
    KataError,
    Kind,
    Outcome,
    PartsChecked,
    Signature,
    Verdict,
)
from torchkata.contracts.typed import typed
from torchkata.practice.grading import graded, told
from torchkata.practice.reading import Reading
from torchkata.practice.static import static_verdict


def check_part(chosen: Chosen, name: str, *, device: str, seed: int | None) -> PartsChecked:
    """Judge one part of the chosen file, whether the rest is there or not."""
    _start(device, int(chosen.attempt.defines(name)))
    offered = _parts(chosen.kata)
    if name not in offered:
        by_lower = {known.lower(): known for known in offered}
        near = difflib.get_close_matches(name.lower(), by_lower, n=1)
        hint = f'did you mean "{by_lower[near[0]]}"? ' if near else ""
        raise KataError(
            f'{chosen.kata.id} has no part called "{name}"',
            hint=f"{hint}parts: {', '.join(offered)}",
        )
    return _checked(chosen, [offered[name]], offered, device=device, seed=seed)


def check_parts(chosen: Chosen, *, device: str, seed: int | None) -> PartsChecked:
    """Judge every part that the chosen file defines."""
    own = [item for item in chosen.attempt.definitions if item.kind in ("class", "function")]
    _start(device, len(own))
    offered = _parts(chosen.kata)
    written = [part for part in offered.values() if chosen.attempt.defines(part.target)]
    if chosen.attempt.problem is not None:
        written = list(offered.values())[:1]  # the file cannot be read, whatever is in it
    if not written:
        raise KataError(
            f"{chosen.attempt.path} defines none of the parts of {chosen.kata.id}",
            hint=f"parts: {', '.join(offered)}; `kata show {chosen.kata.id}` says how to call them",
        )
    return _checked(chosen, written, offered, device=device, seed=seed)


def _start(device: str, count: int) -> None:
    """Have processes for the parts, before this one knows anything of the reference."""
    from torchkata.judge import start_ahead

    start_ahead(device, count)


def part_names(kata: Kata) -> list[str]:
    """The parts of a kata that can be checked alone."""
    from torchkata.source import parts

    return [part.target for part in parts(catalog.reference_text(kata), kata.target)]


def _parts(kata: Kata) -> dict[str, Signature]:
    from torchkata.source import parts

    found = {part.target: part for part in parts(catalog.reference_text(kata), kata.target)}
    if not found:
        raise KataError(
            f"{kata.id} has no part that can be checked alone",
            hint="`kata check` compares the whole",
        )
    return found


def _checked(
    chosen: Chosen,
    written: list[Signature],
    offered: dict[str, Signature],
    *,
    device: str,
    seed: int | None,
) -> PartsChecked:
    from torchkata.judge import start_beside

    alone = [_alone(chosen, part) for part in written]
    read = [static_verdict(one, device=device, seed=seed) for one in alone]
    start_beside(device, read.count(None))
    verdicts = tuple(
        _verdict(one, chosen.kata, known, device=device, seed=seed)
        for one, known in zip(alone, read, strict=True)
    )
    missing = tuple(name for name in offered if not chosen.attempt.defines(name))
    next_step = _next_step(chosen, verdicts, missing)
    path = str(chosen.attempt.path)
    return PartsChecked(chosen.kata.id, path, verdicts, missing, next_step)


def _alone(chosen: Chosen, part: Signature) -> Chosen:
    """The file as an attempt at the part."""
    kind = Kind.MODULE if part.kind == "class" else Kind.FUNCTION
    return replace(chosen, kata=replace(chosen.kata, target=part.target, kind=kind))


def _verdict(
    alone: Chosen, whole: Kata, known: Verdict | None, *, device: str, seed: int | None
) -> Verdict:
    started, part = perf_counter(), alone.kata.target
    found = known or graded(alone, whole, device=device, seed=seed, part=part)
    verdict = told(Reading(alone), found, started=started)
    return replace(verdict, part=part, advice=_advice_on(part, alone.attempt, verdict.advice))


def _advice_on(part: str, attempt: Attempt, advice: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """What is said of the part's own lines: the rest of the file may be in the making."""
    lines = [definition.line for definition in attempt.definitions]
    first = max((d.line for d in attempt.definitions if d.name == part), default=0)
    last = min((line for line in lines if line > first), default=attempt.text.count("\n") + 2)
    return tuple(one for one in advice if first <= one.line < last)


def _next_step(chosen: Chosen, verdicts: tuple[Verdict, ...], missing: tuple[str, ...]) -> str:
    """A hint where something is wrong; else the next part, or at the end the whole."""
    if any(verdict.outcome is not Outcome.PASSED for verdict in verdicts):
        return f"kata hint {chosen.kata.id}"
    check = f"kata check {typed(chosen.attempt.path)}"
    return f"{check} --part {missing[0]}" if missing else check
