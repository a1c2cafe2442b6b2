"""What may be put into an attempt, and where, to make its output right."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import permutations

import numpy as np

from torchkata.coach.known import Known, Passes, exactly
from torchkata.coach.values import Array, is_all_same, signature
from torchkata.contracts import Recording, Repair, Site

MOST_AXES = 5
MOST_LIKELY = 4  # values of another shape that are tried at one place
MOST_NAMES = 4  # of one assignment, whose values are tried in every order


@dataclass(frozen=True, slots=True)
class Finding:
    """A repair: where, whose values belong there, and these in the layout needed."""

    at: Passes
    belongs: Passes
    values: tuple[Array, ...]
    together: dict[int, tuple[Array, ...]] = field(default_factory=dict)  # at other sites as well
    words: str = ""  # what it means, where that is known without looking at values

    @property
    def is_swap(self) -> bool:
        """Whether names of one assignment get each other's values."""
        return bool(self.words and self.together)

    @property
    def wanted(self) -> tuple[Array, ...]:
        """What belongs there, in the attempt's layout where that is as good as any other."""
        is_fit = [value.shape for value in self.values] == [v.shape for v in self.at.values]
        return self.values if is_fit else self.belongs.values

    @property
    def repair(self) -> Repair:
        """What is to be tried."""
        return Repair({self.at.site.id: self.values, **self.together})


def by_site(recording: Recording, *, operands_of: Collection[int | None] = ()) -> list[Passes]:
    """The sites in the order in which they were first passed.

    Names inside larger expressions mostly say nothing new: they are left out but for those of the
    statements that begin on the lines `operands_of`. Truths are left out but for what an `if` asks.
    """
    sites = recording.sites
    values: dict[int, list[Array]] = {}
    for event in recording.events:
        site = sites[event.site]
        is_truth = event.value.dtype.kind == "b" and not event.value.ndim
        is_asked = site.statement in operands_of if site.is_operand else True
        if site.is_test or (is_asked and not is_truth):
            values.setdefault(event.site, []).append(event.value)
    return [Passes(sites[site], tuple(found)) for site, found in values.items()]


def without_tests(passes: Sequence[Passes]) -> list[Passes]:
    """What is computed, without what an `if` asks."""
    return [p for p in passes if not p.site.is_test]


def with_inputs(recording: Recording) -> list[Passes]:
    """The sites, and names that hold what no site gave: a function's own inputs."""
    sites = without_tests(by_site(recording))
    known = Known([value for passes in sites for value in passes.values])
    inputs = []
    for passes in without_tests(by_site(recording, operands_of=recording.statements)):
        if passes.site.is_operand and passes.values[0].ndim and not known.has_all(passes):
            inputs.append(passes)
            known.learn(passes.values)
    return [*sites, *inputs]


Groups = tuple[Sequence[Passes], ...]  # the reference's, which the attempt lacks and which it has


@dataclass(frozen=True, slots=True)
class Sought:
    """What there is to try, and what is known before anything is."""

    groups: Groups
    theirs: Known
    turns: Mapping[int, Sequence[Finding]]  # other answers to what an `if` asks, by its site
    again: Collection[int]  # sites whose right values come up more often than they should
    sites: Sequence[Site]  # of the attempt
    is_stopped: bool  # whether it raised


def plan(attempt: Iterable[Passes], sought: Sought) -> Iterator[Finding]:
    """The reference's values at every place that they fit, from the first place on.

    Where a right value stands, only those that the attempt has nowhere: a step may be missing.
    """
    bound: list[Passes] = []  # names that the last assignment gave
    for passes in attempt:
        if bound and passes.site.statement != bound[0].site.statement:
            yield from swaps(bound)
            bound = []
        if passes.site.is_test:
            yield from sought.turns.get(passes.site.id, ())
            continue
        if passes.site.is_bound:
            bound.append(passes)
        is_right = sought.theirs.has_all(passes) and passes.site.id not in sought.again
        groups = tuple(
            [p for p in group if is_as_often(p, passes, is_stopped=sought.is_stopped)]
            for group in sought.groups
        )
        if passes.values[0].ndim:
            yield from for_tensor(passes, groups, is_right=is_right, is_stopped=sought.is_stopped)
            if passes.site.id in sought.again:
                for wanted in likeliest(passes, groups[1]):
                    yield Finding(passes, wanted, wanted.values)
        elif not (is_right and passes.site.is_bound) or len(passes.values) > 1:
            yield from for_number(passes, groups, sought.sites, is_right=is_right)
    yield from swaps(bound)


def is_as_often(wanted: Passes, passes: Passes, *, is_stopped: bool) -> bool:
    """Whether values can stand for others; what came to a stop was to be passed more often."""
    count = len(passes.values)
    return len(wanted.values) >= count if is_stopped else len(wanted.values) == count


def for_tensor(
    passes: Passes, groups: Groups, *, is_right: bool, is_stopped: bool
) -> Iterator[Finding]:
    """What may belong where a tensor is; after a right one a step may be missing."""
    site, (missing, present) = passes.site, groups
    for wanted in missing if is_right and not site.is_operand else [*missing, *present]:
        if not is_literal(wanted.site):
            kinds = is_stopped and not is_right
            for values in fitted(passes, wanted, regrouped=not is_right, any_kind=kinds):
                yield Finding(passes, wanted, values)
    if site.is_name or not is_right or (site.is_whole and is_stopped):
        others = likeliest(passes, missing) + ([] if is_right else regroupings(passes, present))
        for wanted in others:
            yield Finding(passes, wanted, wanted.values)


def for_number(
    passes: Passes, groups: Groups, sites: Sequence[Site], *, is_right: bool
) -> Iterator[Finding]:
    """What may belong where a number is: each number once, at one place or wherever it is read."""
    site, (missing, present) = passes.site, groups
    alike = same_attribute(site, sites)
    is_chosen = site.is_operand or bool(site.target) or site.text.startswith("self.")
    tried = {numbers(passes)}
    for wanted in missing if is_right and not is_chosen else [*missing, *present]:
        is_number = not wanted.values[0].ndim
        if is_number and (numbers(wanted) in tried or is_literal(wanted.site) > is_literal(site)):
            continue
        tried.add(numbers(wanted))
        for values in fitted(passes, wanted, regrouped=False):
            yield Finding(passes, wanted, values)
            if alike:
                yield Finding(passes, wanted, values[:1], dict.fromkeys(alike, values[:1]))
    if site.is_whole:  # a number for a tensor
        for wanted in likeliest(passes, missing):
            yield Finding(passes, wanted, wanted.values)


def numbers(passes: Passes) -> tuple[object, ...]:
    """All that a site came to: what counts up may begin as something else does."""
    return tuple(map(exactly, passes.values))


def repeats(attempt: Sequence[Passes], reference: Groups) -> set[int]:
    """Sites whose values an earlier one had already, more often than in the reference."""
    found: set[int] = set()
    theirs = [p for group in reference for p in group if not p.site.is_name]
    seen = [p for group in reference for p in group if p.site.is_operand]  # a function's inputs
    for passes in attempt:
        if passes.site.is_name or not passes.values[0].ndim:
            continue
        before = sum(is_all_same(p.values, passes.values) for p in seen)
        if before and before >= sum(is_all_same(p.values, passes.values) for p in theirs):
            found.add(passes.site.id)
        seen.append(passes)
    return found


def same_attribute(site: Site, sites: Sequence[Site]) -> tuple[int, ...]:
    """Every other place that reads the same `self.NAME`."""
    if not (site.is_name and site.text.startswith("self.")):
        return ()
    return tuple(s.id for s in sites if s.text == site.text and s.is_name and s.id != site.id)


def swaps(names: Sequence[Passes]) -> Iterator[Finding]:
    """The names of one assignment in every other order."""
    if not 2 <= len(names) <= MOST_NAMES or len({len(p.values) for p in names}) != 1:
        return
    for order in permutations(names):
        moved = [(p, other) for p, other in zip(names, order, strict=True) if p is not other]
        if moved:
            (first, belongs), *rest = moved
            together = {p.site.id: other.values for p, other in rest}
            said = ", ".join(p.site.text for p in names)
            words = f"the names {said} are in another order than the values they get"
            yield Finding(first, belongs, belongs.values, together, words)


def is_literal(site: Site) -> bool:
    """Whether an expression is a number as it stands."""
    try:
        float(site.text)
    except ValueError:
        return False
    return True


def likeliest(passes: Passes, missing: Sequence[Passes]) -> list[Passes]:
    """Values of other shapes, by how much their expressions look like this one."""
    text, shape = passes.site.text, passes.values[0].shape
    others = [p for p in missing if p.values[0].shape != shape]
    others.sort(key=lambda p: -SequenceMatcher(None, text, p.site.text).ratio())
    return others[:MOST_LIKELY]


def regroupings(passes: Passes, present: Sequence[Passes]) -> list[Passes]:
    """Values with the same entries in another shape."""
    own = [signature(value) for value in passes.values]
    shape = passes.values[0].shape
    others = [p for p in present if [signature(value) for value in p.values] == own]
    return [p for p in others if p.values[0].shape != shape][:MOST_LIKELY]


def fitted(
    passes: Passes, wanted: Passes, *, regrouped: bool, any_kind: bool = False
) -> Iterator[tuple[Array, ...]]:
    """The reference's values in the layouts that have the shapes needed, its own first."""
    pairs = list(zip(passes.values, wanted.values, strict=False))
    kinds = {value.dtype.kind for pair in pairs for value in pair}
    is_number = all(ours.shape == () for ours, _ in pairs) and kinds <= {"i", "f"}
    if not (any_kind or is_number or len(kinds) == 1):
        return
    if all(ours.shape == theirs.shape for ours, theirs in pairs):
        yield wanted.values
    (shape, theirs), *others = {(ours.shape, theirs.shape) for ours, theirs in pairs}
    is_one = not others and len(pairs) == len(wanted.values)
    for order in orders(theirs, shape) if regrouped and is_one else ():
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
