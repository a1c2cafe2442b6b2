"""Values that are right, whether the reference has them or not: what is made of them is."""

from collections.abc import Sequence

import numpy as np

from torchkata.coach.known import Known, Passes
from torchkata.coach.values import signature
from torchkata.contracts import Event, Recording

TELLING = 4  # entries that a value has at least, or it could be right by chance

Run = list[Event]  # what one statement computed when it was passed once


def innocent(recording: Recording, theirs: Known) -> frozenset[tuple[object, ...]]:
    """The signatures of all that right values were made of.

    A right value that none was made of is not among them: a step may be missing there.
    """
    good = {signature(e.value) for e in recording.events if is_telling(e) and theirs.has(e.value)}
    used: set[tuple[object, ...]] = set()
    runs = by_run(recording)
    for _ in range(2):  # a function's statements stand before those that call it
        for run in reversed(runs):
            results = [e for e in run if is_result(recording, e)] or run[-1:]
            given = {signature(e.value) for e in results if is_telling(e)}
            if not given.isdisjoint(good):
                used |= {signature(e.value) for e in run if is_telling(e)} - given
        good |= used
    return frozenset(used)


def right_runs(
    recording: Recording, theirs: Known, good: frozenset[tuple[object, ...]]
) -> frozenset[tuple[int, int]]:
    """Statements, and which time each was passed, that gave what is right.

    How they came to it says nothing then.
    """
    right: set[tuple[int, int]] = set()
    for run in by_run(recording):
        results = [event for event in run if is_result(recording, event)]
        is_right = any(map(is_telling, results)) and all(
            theirs.has_exactly(event.value) or signature(event.value) in good for event in results
        )
        if is_right:
            right.add((recording.sites[run[0].site].statement, run[0].occurrence))
    return frozenset(right)


def by_run(recording: Recording) -> list[Run]:
    """What was computed, by statements and how often these were passed, in order of their ends."""
    found: dict[tuple[int, int], Run] = {}
    for event in recording.events:
        key = recording.sites[event.site].statement, event.occurrence
        run = found.pop(key, [])
        found[key] = [*run, event]
    return list(found.values())


def is_result(recording: Recording, event: Event) -> bool:
    """Whether a value is what its statement is there for."""
    site = recording.sites[event.site]
    return (site.is_whole or site.is_bound) and not site.is_operand


def is_telling(event: Event) -> bool:
    """Whether there is enough of it; a mask is soon another one turned.

    Of numbers that are no whole ones two are enough, where they differ.
    """
    value = event.value
    if value.dtype.kind != "f":
        return False
    return bool(value.size >= TELLING or len(np.unique(value[value % 1 != 0])) > 1)


def are_innocent(passes: Passes, good: frozenset[tuple[object, ...]]) -> bool:
    """Whether all values of a site are right, as far as can be told."""
    return all(signature(value) in good for value in passes.values)


def suspects_first(steps: Sequence[Passes], good: frozenset[tuple[object, ...]]) -> list[Passes]:
    """The places in order, those whose values may well be right at the end."""
    return sorted(steps, key=lambda passes: are_innocent(passes, good))
