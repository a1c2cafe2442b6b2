"""Which statements go together: one that stays would be the answer to one that is gone."""

import random
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from torchkata.source.scaffold.leaves import Leaf, library, pattern

ALIKE = 0.8  # of two statements' pieces in common


def chosen(leaves: Sequence[Leaf], given: str, *, share: float, seed: int) -> set[Leaf]:
    """The statements to leave out: whole groups, about `share` of what computes, never none.

    `given` is all that stays whatever happens, without spaces: a statement of which it holds an
    expression stays too, where there are others.
    """
    able = [leaf for leaf in leaves if leaf.computes]
    hidden = [leaf for leaf in able if not any(text in given for text in leaf.expressions)]
    together = grouped(hidden or able)
    random.Random(seed).shuffle(together)
    wanted = share * len(able)
    taken: list[Leaf] = []
    for group in together:
        if abs(len(taken) + len(group) - wanted) < abs(len(taken) - wanted):
            taken += group
    return set(taken or min(together, key=len, default=[]))


def grouped(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Siblings such as q, k, v, and statements that hold the same expression."""
    groups: list[list[Leaf]] = []
    for leaf in leaves:
        near = [group for group in groups if any(_belong(leaf, other) for other in group)]
        merged = [*(other for group in near for other in group), leaf]
        groups = [*(group for group in groups if group not in near), merged]
    return groups


def _belong(leaf: Leaf, other: Leaf) -> bool:
    return bool(leaf.expressions & other.expressions) or _are_siblings(leaf, other)


def _are_siblings(leaf: Leaf, other: Leaf) -> bool:
    """Whether they differ in names and little else."""
    if library(leaf.nodes) != library(other.nodes):
        return False
    matcher = SequenceMatcher(None, pattern(leaf), pattern(other), autojunk=False)
    return matcher.ratio() >= ALIKE


def expressions(leaves: Collection[Leaf]) -> set[str]:
    """Everything that the statements would be given away by."""
    return {text for leaf in leaves for text in leaf.expressions}
