"""The first line that leaves the reference, verified by repair.

Values alone mislead: a right value can stand where another one belongs, and after a first wrong
line all are wrong. So the reference's values are put into the attempt, one at a time, from its
first expression on, and the attempt runs on: the earliest place where that makes the whole output
right is where it goes wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice, permutations

import numpy as np

from torchkata.coach.values import Array, fits, is_all_same, is_same, signature
from torchkata.coach.words import what_differs
from torchkata.contracts import Departure, Evidence, Recording, Repair, Site

MOST_REPAIRS = 400
MOST_AXES = 5
MOST_LIKELY = 4  # values of another shape that are tried at one place


@dataclass(frozen=True, slots=True)
class Passes:
    """All values that one site had, in order."""

    site: Site
    values: tuple[Array, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A repair: where, whose values belong there, and these in the layout needed."""

    at: Passes
    belongs: Passes
    values: tuple[Array, ...]


class Known:
    """Values that are there somewhere, in any layout."""

    def __init__(self, values: Sequence[Array]) -> None:
        self.by_signature: dict[tuple[object, ...], list[Array]] = {}
        for value in values:
            self.by_signature.setdefault(signature(value), []).append(value)

    def has_exactly(self, value: Array) -> bool:
        """Whether this value is there as it is."""
        found = self.by_signature.get(signature(value), ())
        return any(is_same(value, other) for other in found)

    def has(self, value: Array) -> bool:
        """Whether this value is there, its axes in any order and grouping."""
        found = self.by_signature.get(signature(value), ())
        return any(is_same(value, other) or fits(value, other) for other in found)


def first_departure(evidence: Evidence) -> Departure | None:
    """Where the attempt goes wrong; None where nothing that was recorded tells."""
    attempt, reference = by_site(evidence.attempt), by_site(evidence.reference)
    ours = Known([value for passes in attempt for value in passes.values])
    theirs = Known([value for passes in reference for value in passes.values])
    missing = [p for p in reference if not all(ours.has_exactly(v) for v in p.values)]
    missing.sort(key=lambda p: all(ours.has(value) for value in p.values))
    present = [p for p in reference if not any(p is other for other in missing)]
    plans = list(islice(plan(attempt, (missing, present), theirs), MOST_REPAIRS))
    helped = first_help(evidence, plans)
    if helped is None:
        return between(attempt, theirs)
    if all(theirs.has_exactly(value) for value in helped.at.values):
        helped = better_place(evidence, attempt, theirs, helped)
    return said(evidence, attempt, reference, helped, (ours, theirs))


def first_help(evidence: Evidence, plans: Sequence[Finding]) -> Finding | None:
    """The first repair that makes the output right."""
    outcome = evidence.try_out([Repair(f.at.site.id, f.values) for f in plans])
    return next((f for f, helps in zip(plans, outcome, strict=False) if helps), None)


def better_place(
    evidence: Evidence, attempt: Sequence[Passes], theirs: Known, found: Finding
) -> Finding:
    """After a right value: the first wrong one that the same repair mends, or its last name."""
    later = attempt[attempt.index(found.at) + 1 :]
    shape = found.values[0].shape
    wrong = [p for p in later if not all(map(theirs.has_exactly, p.values))]
    alike = [p for p in wrong if p.values[0].shape == shape and len(p.values) == len(found.values)]
    names = [p for p in later if p.site.is_name and is_all_same(p.values, found.at.values)]
    for passes in [*alike[:1], *reversed(names)]:
        moved = replace(found, at=passes)
        if first_help(evidence, [moved]) is not None:
            return moved
    return found


def said(
    evidence: Evidence,
    attempt: Sequence[Passes],
    reference: Sequence[Passes],
    found: Finding,
    known: tuple[Known, Known],
) -> Departure:
    """The line and the words. After a right value, what is missing may be a line of its own."""
    ours, theirs = known
    site, recording = found.at.site, evidence.attempt
    made = recording.attributes.get(site.text)
    if made is not None and not all(map(theirs.has_exactly, found.at.values)):
        what = "another number" if found.at.values[0].ndim == 0 else "other values"
        return Departure(made, f"{site.text} holds {what} than the reference's", made, True)
    odd = built_at(evidence, site)
    if odd is not None:
        name, line = odd
        return Departure(line, f"{name} is built otherwise than the reference's", line)
    words = what_differs(found.at.values, found.belongs.values, evidence, ours)
    if is_followed(found, reference, theirs):
        first = min((s for s in recording.statements if s > site.end_line), default=site.line)
        after = attempt[attempt.index(found.at) + 1 :]
        wrong = (p.site.statement for p in after if not all(map(theirs.has_exactly, p.values)))
        return Departure(first, words, max(first, next(wrong, first)), verified=True)
    return Departure(site.line, words, site.end_line, verified=True)


def is_followed(found: Finding, reference: Sequence[Passes], theirs: Known) -> bool:
    """Whether the value is right, and what has to come next is a statement in the reference."""
    site, values = found.at.site, found.at.values
    if site.is_name or not site.is_whole:
        return False
    if not all(map(theirs.has_exactly, values)):
        return False
    same = {p.site.statement for p in reference if is_all_same(p.values, values)}
    return found.belongs.site.statement not in same


def built_at(evidence: Evidence, site: Site) -> tuple[str, int] | None:
    """Where a part is built whose parameters cannot be the reference's, if the site uses it."""
    for odd in evidence.odd:
        name = f"self.{odd.split('.')[0]}"
        if name in site.text and name in evidence.attempt.attributes:
            return name, evidence.attempt.attributes[name]
    return None


def by_site(recording: Recording) -> list[Passes]:
    """The sites in the order in which they were first passed."""
    values: dict[int, list[Array]] = {}
    for event in recording.events:
        values.setdefault(event.site, []).append(event.value)
    return [Passes(recording.sites[site], tuple(found)) for site, found in values.items()]


def plan(
    attempt: Sequence[Passes],
    reference: tuple[Sequence[Passes], Sequence[Passes]],
    theirs: Known,
) -> Iterator[Finding]:
    """The reference's values at every place that they fit, from the first place on.

    Where a right value stands, only those that the attempt has nowhere: a step may be missing.
    """
    for passes in attempt:
        missing, present = (
            [p for p in group if len(p.values) == len(passes.values)] for group in reference
        )
        is_right = all(map(theirs.has_exactly, passes.values))
        for wanted in missing if is_right else [*missing, *present]:
            for values in fitted(passes, wanted, regrouped=not is_right):
                yield Finding(passes, wanted, values)
        if (passes.site.is_name or not is_right) and passes.values[0].ndim:
            for wanted in likeliest(passes, missing):
                yield Finding(passes, wanted, wanted.values)


def likeliest(passes: Passes, missing: Sequence[Passes]) -> list[Passes]:
    """Values of other shapes, by how much their expressions look like this one."""
    text, shape = passes.site.text, passes.values[0].shape
    others = [p for p in missing if p.values[0].shape != shape and p.values[0].ndim]
    others.sort(key=lambda p: -SequenceMatcher(None, text, p.site.text).ratio())
    return others[:MOST_LIKELY]


def fitted(passes: Passes, wanted: Passes, *, regrouped: bool) -> Iterator[tuple[Array, ...]]:
    """The reference's values in the layouts that have the shape needed, its own first."""
    shapes = {value.shape for value in passes.values}
    kinds = {value.dtype.kind for value in (*passes.values, *wanted.values)}
    is_number = shapes == {()} and kinds <= {"i", "f"}
    one_kind = len(kinds) == 1 or is_number
    if len(shapes) != 1 or not one_kind or len({value.shape for value in wanted.values}) != 1:
        return
    (shape,) = shapes
    if wanted.values[0].shape == shape:
        yield wanted.values
    for order in orders(wanted.values[0].shape, shape) if regrouped else ():
        yield tuple(value.transpose(order).reshape(shape) for value in wanted.values)


def orders(old: tuple[int, ...], new: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Orders of the axes after which merging or splitting neighbours gives the new shape."""
    if len(old) > MOST_AXES or np.prod(old) != np.prod(new):
        return
    for order in permutations(range(len(old))):
        moved = tuple(old[axis] for axis in order)
        is_plain = order == tuple(range(len(old)))
        if is_regrouped(moved, new) and not (is_plain and old == new):
            yield order


def is_regrouped(old: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Whether one shape is the other with neighbouring axes merged, never across."""
    longer, shorter = (old, new) if len(old) >= len(new) else (new, old)
    index = 0
    for size in shorter:
        product = 1
        while index < len(longer) and (product < size or longer[index] == 1):
            product *= longer[index]
            index += 1
        if product != size:
            return False
    return index == len(longer)


def between(attempt: Sequence[Passes], known: Known) -> Departure | None:
    """The stretch from the last value that the reference has to the first that it has not."""
    last_good: Site | None = None
    for passes in attempt:
        if all(known.has(value) for value in passes.values):
            last_good = passes.site
            continue
        first, last = (last_good or passes.site).statement, passes.site.line
        if first > last:
            first = last
        words = "from here on values are not the reference's"
        if first < last:
            words = f"between lines {first} and {last} values leave the reference's"
        return Departure(last, words, end_line=None)
    return None
