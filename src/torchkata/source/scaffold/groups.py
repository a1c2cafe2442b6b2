"""Which statements go together: one that stays would be the answer to one that is gone."""

import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from torchkata.source.scaffold.leaves import Leaf, library, pattern

ALIKE = 0.8  # of two statements' pieces in common


def chosen(leaves: Sequence[Leaf], given: str, *, share: float, seed: int) -> set[Leaf]:
    """The statements to leave out: whole groups, about `share` of what computes, never none.

    `given` is all that stays whatever happens, without spaces: a statement of which it holds an
    expression stays too, and its group, where there are others.
    """
    able = [leaf for leaf in leaves if leaf.computes] or leaves
    every = grouped(able)
    together = [group for group in every if not _is_given(group, given)] or every
    random.Random(seed).shuffle(together)
    wanted = share * len(able)
    taken: list[Leaf] = []
    for group in together:
        if abs(len(taken) + len(group) - wanted) < abs(len(taken) - wanted):
            taken += group
    if not taken and together:
        taken = min(together, key=lambda group: len(group))
    return set(taken)


def grouped(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Siblings such as q, k, v, and statements that hold the same expression."""
    groups: list[list[_Likeness]] = []
    for leaf in leaves:
        new = _Likeness(leaf, library(leaf.nodes), tuple(pattern(leaf)))
        near = [group for group in groups if any(new.belongs_to(other) for other in group)]
        merged = [*(other for group in near for other in group), new]
        groups = [*(group for group in groups if group not in near), merged]
    return [[member.leaf for member in group] for group in groups]


def expressions(leaves: Collection[Leaf]) -> set[str]:
    """Everything that the statements would be given away by."""
    return {text for leaf in leaves for text in leaf.expressions}


@dataclass(frozen=True, slots=True)
class _Likeness:
    """A statement, and what it is compared by."""

    leaf: Leaf
    calls: Counter[str]
    pieces: tuple[str, ...]

    def belongs_to(self, other: "_Likeness") -> bool:
        if self.leaf.expressions & other.leaf.expressions:
            return True
        if self.calls != other.calls:
            return False
        return SequenceMatcher(None, self.pieces, other.pieces, autojunk=False).ratio() >= ALIKE


def _is_given(group: Sequence[Leaf], given: str) -> bool:
    return any(text in given for leaf in group for text in leaf.expressions)
