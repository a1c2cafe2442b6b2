"""Parameters related by what is right on the way, where no relabelling makes outputs agree.

Where all weights that are not known are one number, every value that is right is one of the
reference's, however the parameters are laid out. The last of these is looked at as if it were the
output: what it was made of can then be related as in a right attempt.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from torchkata.contracts import Site
from torchkata.judge.align.budget import Budget
from torchkata.judge.align.search import search
from torchkata.judge.compare import signature
from torchkata.judge.likely import alone_of_shape, merged
from torchkata.judge.on_the_way import DRAW, Half, common
from torchkata.judge.side import Indices, Vector, generic
from torchkata.worker.messages import Seen

SECONDS = 0.5  # of processor time, for all values that are tried
MOST_MORE = 8  # values before the last right one that are looked at
MOST_ROUNDS = 3
TELLING = 4  # entries that a value has at least


@dataclass
class Partly:
    """What is known so far: for each scalar of the attempt its partner, or -1.

    What a value was made of is `guessed` where it may have been another one of the reference's,
    equal only for now: a key for a query. It is known once more is made of it.
    """

    reference: Half
    attempt: Half
    partner: Indices = field(init=False)
    guessed: NDArray[np.bool_] = field(init=False)
    budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        self.partner = np.full(self.attempt.side.total, -1)
        self.guessed = np.zeros(self.attempt.side.total, dtype=bool)
        self.budget = Budget(self.attempt.side.bench, SECONDS)

    def run(self) -> Indices:
        """Further and further: what is known makes more values tell something."""
        values = generic(self.reference.side, DRAW)
        alone = alone_of_shape(self.reference.side, self.attempt.side)
        for _ in range(MOST_ROUNDS):
            known = merged(self.partner, alone, self.reference.side, fills=False)
            before = int((self.partner >= 0).sum())
            self.look_at(self.pairs(*common(known, values)))
            if self.budget.is_used_up() or int((self.partner >= 0).sum()) == before:
                break
        return merged(self.partner, alone, self.reference.side, fills=False)

    def look_at(self, pairs: list[tuple[list[Seen], Seen]]) -> None:
        """Look for the last right value, then for those before it that are made of others."""
        low, high = 0, len(pairs)  # what is before `low` is right
        place = high - 1
        while low < high and not self.budget.is_used_up():
            if self.learn(*pairs[place]):
                low = place + 1
            else:
                high = place
            place = (low + high) // 2
        for right, ours in pairs[:low][: -MOST_MORE - 1 : -1]:
            if self.budget.is_used_up() or (self.partner >= 0).all():
                break
            if (self.attempt.alive(ours) & (self.partner < 0)).any():
                self.learn(right, ours)

    def pairs(self, theirs: Vector, own: Vector) -> list[tuple[list[Seen], Seen]]:
        """The attempt's values that are the reference's too, each with these, the likeliest first.

        Both sides stand at the same point, whatever is not known.
        """
        known: dict[tuple[object, ...], list[Seen]] = {}
        for seen in self.reference.seen_at(theirs):
            if is_telling(seen):
                known.setdefault(signature(seen.value), []).append(seen)
        found = []
        for seen in self.attempt.seen_at(own):
            others = known.get(signature(seen.value)) if is_telling(seen) else None
            if others:
                found.append((self.ranked(others, seen), seen))
        return found

    def ranked(self, others: list[Seen], seen: Seen) -> list[Seen]:
        """Those of the same shape first, then by how much the words look alike, the last first."""
        sites, own = self.reference.sites, self.attempt.sites[seen.site]

        def misfit(place: int) -> tuple[bool, float, int, int]:
            other = others[place]
            words = words_of(sites[other.site]), words_of(own)
            likeness = SequenceMatcher(None, *words).quick_ratio()
            turns = abs(other.occurrence - seen.occurrence)
            return other.value.shape != seen.value.shape, -likeness, turns, -place

        return [others[place] for place in sorted(range(len(others)), key=misfit)]

    def learn(self, others: list[Seen], seen: Seen) -> bool:
        """Relate what a value is made of, if it is one of the others.

        Where these are several for all that is known, it has to be called like the first of them.
        """
        right, is_guess = others[0], self.are_several(others)
        names = words_of(self.reference.sites[right.site]), words_of(self.attempt.sites[seen.site])
        if is_guess and names[0] != names[1]:
            return True
        is_laid_out = right.value.shape == seen.value.shape
        sides = tuple(
            half.up_to(one, is_laid_out=is_laid_out)
            for half, one in ((self.reference, right), (self.attempt, seen))
        )
        found = search(sides[0], sides[1], budget=self.budget.left / 2, exclusion=0.0)
        if found.partner is None or found.agreement is None or not found.agreement.all:
            return False
        is_open = (self.partner < 0) if is_guess else (self.partner < 0) | self.guessed
        is_known = self.attempt.alive(seen) & (found.partner >= 0) & is_open
        is_known &= self.reference.alive(right)[np.maximum(found.partner, 0)]
        is_known &= ~np.isin(found.partner, self.partner[~is_open])
        is_taken = self.guessed & np.isin(self.partner, found.partner[is_known])
        self.partner = np.where(is_known, found.partner, np.where(is_taken, -1, self.partner))
        self.guessed = np.where(is_known, is_guess, self.guessed & ~is_taken)
        return True

    def are_several(self, others: list[Seen]) -> bool:
        """Whether these values of the reference are one only where it stands now."""
        named = {self.elsewhere.get((other.site, other.occurrence)) for other in others}
        return len(named) > 1

    @cached_property
    def elsewhere(self) -> dict[tuple[int, int], tuple[object, ...]]:
        """The reference's values where all its weights differ, by where they stand."""
        seen = self.reference.seen_at(generic(self.reference.side, DRAW))
        return {(one.site, one.occurrence): signature(one.value) for one in seen}


def words_of(site: Site) -> str:
    """The name that a value gets, or the expression."""
    return site.target or site.text


def is_telling(seen: Seen) -> bool:
    """Whether a value has several entries that differ."""
    value = seen.value
    if not value.is_floating_point() or value.numel() < TELLING:
        return False
    low, high = value.aminmax()
    return bool(low != high)
