"""How much of a reference an attempt says, unit by unit."""

from dataclasses import dataclass

from torchkata.source.structure.align import Alignment
from torchkata.source.structure.idioms import plainly, written_out
from torchkata.source.structure.merge import merge
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


@dataclass(frozen=True, slots=True)
class Recognised:
    """An attempt beside a reference."""

    reference: Side
    attempt: Side
    links: tuple[Link, ...]  # every unit of the reference, some with several lines
    said: frozenset[int]  # units of the attempt that say something of the reference, by identity
    recall: float  # 0 to 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the reference is missing or changed."""
        return all(link.likeness == 1 for link in self.links)


def recognise(attempt: str, reference: str, target: str) -> Recognised:
    """Hold two files against each other as they are and, where that is not all, written out."""
    sides = side(reference), side(attempt)
    found = _recognised(*sides, target)
    if found.is_whole:
        return found
    others = [(written_out(sides[0]), written_out(sides[1]))]
    for wanted, own in others:
        if own is not sides[1] or wanted is not sides[0]:
            other = _recognised(wanted, own, target)
            found = max(found, other, key=lambda entry: entry.recall)
    return found


def _recognised(reference: Side, attempt: Side, target: str) -> Recognised:
    alignment = Alignment(reference, attempt, target)
    groups = merge(alignment)
    links: list[Link] = []
    said: set[int] = set()
    for scope in alignment.scopes:
        same = alignment.same(scope)
        grouped = set()
        for used, own in groups[scope.name]:
            for i in used:
                lines = [scope.attempt[j].line for j in own]
                links += [Link(scope.reference[i], line, 1.0) for line in lines]
                grouped.add(i)
            said |= {id(scope.attempt[j]) for j in own}
        for i, unit in enumerate(scope.reference):
            j = scope.pairs.get(i)
            if i in grouped:
                continue
            if j is None:
                links.append(Link(unit, None, 0.0))
                continue
            alike = 1.0 if i in same else min(scope.likeness.get((i, j), 0.5), 0.97)
            links.append(Link(unit, scope.attempt[j].line, alike))
            said.add(id(scope.attempt[j]))
    return Recognised(reference, attempt, tuple(links), frozenset(said), _recall(links))


def _recall(links: list[Link]) -> float:
    best: dict[int, Link] = {}
    for link in links:
        known = best.get(id(link.unit))
        if known is None or link.likeness > known.likeness:
            best[id(link.unit)] = link
    whole = sum(link.unit.weight for link in best.values())
    return sum(link.gained for link in best.values()) / whole if whole else 1.0
