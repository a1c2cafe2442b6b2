"""Kinds of mistakes: what the words of a departure have in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from torchkata.contracts import Attempted, Mistake

# The first pattern that is found in a departure's words tells its kind.
KINDS = {
    r"times too (large|small)": "a factor missing or wrong",
    r"the sign is wrong": "a wrong sign",
    r"another layout": "another layout",
    r"the entries are right": "axes in the wrong order",
    r"\bmask\b|hides entries": "masking",
    r"is (not )?added here": "a term missing or too many",
    r"is built otherwise|another number|holds other values": "a part built otherwise",
    r"cuts the gradient": "a gradient cut off",
    r"another value that you have|another one belongs here": "the wrong variable",
    r"makes of it next is missing": "a step missing",
    r"\w+(Error|Exception)\b": "an exception",
}
CHECKS = {
    "parse": "not Python",
    "static": "the target missing, or a ready-made used",
    "builds": "not built or run",
    "shapes": "wrong shapes",
    "values": "other values",
    "gradients": "other gradients",
    "train mode": "train mode",
    "state": "state",
    "device and dtype": "device and dtype",
    "side effects": "side effects",
}


def kind(attempt: Attempted) -> str | None:
    """What kind of mistake a failed check found; None where none is known."""
    if attempt.outcome != "failed" or attempt.failing_check is None:
        return None
    message = attempt.departure_message or ""
    for pattern, words in KINDS.items():
        if re.search(pattern, message):
            return words
    return CHECKS.get(attempt.failing_check, attempt.failing_check)


def mistakes(attempts: Iterable[Attempted]) -> tuple[Mistake, ...]:
    """The kinds, most often first. A kata counts once a day: a save is not a mistake more."""
    made = {(kind(attempt), attempt.kata, attempt.time.date()) for attempt in attempts}
    where: dict[str, Counter[str]] = defaultdict(Counter)
    for name, kata, _ in sorted(made, key=str):
        if name is not None:
            where[name][kata] += 1
    found = [
        Mistake(name, katas.total(), tuple(kata for kata, _ in katas.most_common()))
        for name, katas in where.items()
    ]
    return tuple(sorted(found, key=lambda mistake: (-mistake.count, mistake.kind)))
