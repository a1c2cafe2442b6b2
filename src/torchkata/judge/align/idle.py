"""Where scalars without effect belong: beside those that their neighbours play.

Any of them can play any other, so a search gives them away as they come. A learner who reads that
the last position plays a bias of some attention looks for a mistake that is not there.
"""

import numpy as np

from torchkata.judge.align.census import census
from torchkata.judge.align.labels import ABSOLUTE
from torchkata.judge.align.verify import DRAW, SEED, verify
from torchkata.judge.side import Indices, Side, generic


def settled(reference: Side, attempt: Side, partner: Indices) -> Indices:
    """The relabelling with its idle scalars in likely places; as it was where that is not one."""
    idle = np.isin(partner, idle_scalars(reference))
    if not idle.any():
        return partner
    places = Places(reference, attempt, partner, idle)
    places.beside_neighbours()
    places.in_what_is_left()
    changed = not np.array_equal(places.partner, partner)
    is_one = changed and all(
        verify(reference, attempt, places.partner, draw=draw).all for draw in (0, 1)
    )
    return places.partner if is_one else partner


def idle_scalars(side: Side) -> Indices:
    """Scalars without a gradient, wherever one was looked for: behind a ReLU some only sleep."""
    idle = np.ones(side.n, dtype=bool)
    for answer in side.answers(generic(side, DRAW), (SEED,)):
        gradient = np.abs(np.nan_to_num(side.gradient(answer), nan=np.inf))
        idle &= gradient <= ABSOLUTE * max(float(gradient.max(initial=0.0)), 1e-300)
    if not idle.any():
        return np.zeros(0, np.int64)
    return np.intersect1d(np.flatnonzero(idle), census(side).dead)


class Places:
    """Idle scalars of the attempt, and the places of the reference that are free for them."""

    def __init__(self, reference: Side, attempt: Side, partner: Indices, idle: np.ndarray) -> None:
        self.reference, self.attempt = reference, attempt
        self.partner = np.where(idle, -1, partner)
        self.left = set(np.flatnonzero(idle).tolist())
        self.free = set(partner[idle].tolist())

    def put(self, scalar: int, place: int) -> None:
        """This scalar plays that one."""
        self.partner[scalar] = place
        self.left.remove(scalar)
        self.free.remove(place)

    def beside_neighbours(self) -> None:
        """As far from the nearest scalar of the leaf that has an effect as it is there."""
        has_effect = self.partner >= 0
        for number in np.unique(self.attempt.owner[sorted(self.left)]):
            here = self.attempt.owner == number
            known = np.flatnonzero(here & has_effect)
            for scalar in np.flatnonzero(here & ~has_effect) if len(known) else ():
                neighbour = known[np.abs(known - scalar).argmin()]
                beside = self.partner[neighbour]
                place = int(beside + scalar - neighbour)
                if place in self.free and self.leaf_of(place) == self.leaf_of(beside):
                    self.put(int(scalar), place)

    def in_what_is_left(self) -> None:
        """In order, leaf by leaf: first in the leaf, then the part, that the rest belongs to."""
        owner = self.attempt.owner
        for number in np.unique(owner[sorted(self.left)]):
            mine = [scalar for scalar in sorted(self.left) if owner[scalar] == number]
            places = self.places_for(number)
            for scalar, place in zip(mine, places, strict=False):
                self.put(scalar, place)

    def places_for(self, number: int) -> list[int]:
        """The free places, those first that a leaf of the attempt is likelier to play."""
        owner, part = self.attempt.owner, part_of(self.attempt, number)
        siblings = [i for i in range(len(self.attempt.leaves)) if part_of(self.attempt, i) == part]
        leaves = self.played_by(owner == number)
        parts = {part_of(self.reference, i) for i in self.played_by(np.isin(owner, siblings))}
        return sorted(
            self.free,
            key=lambda place: (
                self.leaf_of(place) not in leaves,
                part_of(self.reference, self.leaf_of(place)) not in parts,
                place,
            ),
        )

    def played_by(self, scalars: np.ndarray) -> set[int]:
        """The reference's leaves that some of these play."""
        places = self.partner[scalars & (self.partner >= 0)]
        return set(self.reference.owner[places].tolist())

    def leaf_of(self, place: int) -> int:
        """The leaf of the reference that a scalar of it belongs to."""
        return int(self.reference.owner[place])


def part_of(side: Side, leaf: int) -> str:
    """What holds a leaf, by name."""
    return side.leaves[leaf].name.rpartition(".")[0]
