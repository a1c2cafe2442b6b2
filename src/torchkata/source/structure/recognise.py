"""How much of a reference an attempt says, unit by unit."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from torchkata.source.structure.align import Alignment
from torchkata.source.structure.idioms import written_out
from torchkata.source.structure.merge import Group, merge
from torchkata.source.structure.scope import CHANGED, Scope
from torchkata.source.structure.units import Side, Unit, side


@dataclass(frozen=True, slots=True)
class Link:
    """A unit of the reference, the attempt's line for it, and how alike the two are."""

    unit: Unit
    line: int | None  # index among the attempt's lines
    likeness: float  # 1 where both say the same

    @property
    def gained(self) -> float:
        """Its share of the recall: all, half of the likeness, or nothing."""
        return self.unit.weight * (1.0 if self.likeness == 1 else self.likeness / 2)


@dataclass(frozen=True)
class Recognised:
    """An attempt beside a reference."""

    reference: Side
    attempt: Side
    links: tuple[Link, ...]  # of every unit of the reference, of some with several lines
    said: frozenset[int]  # units of the attempt that say something of the reference, by identity
    alignment: Alignment

    @cached_property
    def best(self) -> dict[int, list[Link]]:
        """The best link of each unit, by the reference's line."""
        links: dict[int, Link] = {}
        for link in self.links:
            known = links.setdefault(id(link.unit), link)
            if link.likeness > known.likeness:
                links[id(link.unit)] = link
        found: dict[int, list[Link]] = defaultdict(list)
        for link in links.values():
            found[link.unit.line].append(link)
        return found

    @property
    def recall(self) -> float:
        """How much of the reference is said, 0 to 1."""
        return self.recall_with(frozenset())

    def recall_with(self, known: Collection[int]) -> float:
        """The recall where some of the reference's lines are known to be said."""
        every = [link for links in self.best.values() for link in links]
        whole = sum(link.unit.weight for link in every)
        gained = (link.unit.weight if link.unit.line in known else link.gained for link in every)
        return sum(gained) / whole if whole else 1.0

    def likenesses(self, line: int) -> list[float]:
        """How much of each unit on a line of the reference is there."""
        return [link.likeness for link in self.best.get(line, [])]

    def is_said(self, line: int) -> bool:
        """Whether everything on a line of the attempt says something of the reference."""
        return all(id(unit) in self.said for unit in self.attempt_units.get(line, []))

    @cached_property
    def attempt_units(self) -> dict[int, list[Unit]]:
        """The attempt's units by line."""
        return self.attempt.by_line()

    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Attributes that the attempt calls otherwise."""
        names = {
            own.removeprefix("self."): name.removeprefix("self.")
            for (_, own), name in self.alignment.known.attributes.items()
            if own != name and "/" not in own + name
        }
        return tuple(sorted(names.items()))


def recognise(attempt: str, reference: str, target: str) -> Recognised:
    """Hold two files against each other as they are and, where that is not all, written out."""
    sides = side(reference), side(attempt)
    found = _recognised(*sides, target)
    if found.recall == 1:
        return found
    plain = written_out(sides[0], is_attempt=False), written_out(sides[1], is_attempt=True)
    if plain != sides:
        found = max(found, _recognised(*plain, target), key=lambda entry: entry.recall)
    return found


def _recognised(reference: Side, attempt: Side, target: str) -> Recognised:
    alignment = Alignment(reference, attempt, target)
    groups = merge(alignment)
    links: list[Link] = []
    said: set[int] = set()
    for scope in alignment.scopes:
        links += _grouped(scope, groups[scope.name])
        inside = {i for used, _ in groups[scope.name] for i in used}
        links += _paired(scope, alignment.same(scope), inside)
        said |= {id(scope.attempt[j]) for _, own in groups[scope.name] for j in own}
        said |= {id(scope.attempt[j]) for j in scope.pairs.values()}
    return Recognised(reference, attempt, tuple(links), frozenset(said), alignment)


def _grouped(scope: Scope, groups: list[Group]) -> Iterator[Link]:
    """Units that say the same together: each is linked to each."""
    for used, own in groups:
        for i in used:
            for j in own:
                yield Link(scope.reference[i], scope.attempt[j].line, 1.0)


def _paired(scope: Scope, same: set[int], inside: set[int]) -> Iterator[Link]:
    """The other units, each with its counterpart or none."""
    for i, unit in enumerate(scope.reference):
        j = scope.pairs.get(i)
        if i in inside:
            continue
        if j is None:
            yield Link(unit, None, 0.0)
        else:
            alike = 1.0 if i in same else min(scope.likeness.get((i, j), CHANGED), CHANGED)
            yield Link(unit, scope.attempt[j].line, alike)
