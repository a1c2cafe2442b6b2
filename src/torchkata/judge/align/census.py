"""What each scalar of one side does, looked at alone: something or nothing."""

from dataclasses import dataclass

import numpy as np

from torchkata.judge.align.labels import ABSOLUTE
from torchkata.judge.compare import output_difference
from torchkata.judge.side import Indices, Side, generic

MOST_DRAWS = 16  # behind a ReLU a scalar can be dead at many points without being dead
IDLE_DRAWS = 3
NUDGE = 1e-6


@dataclass(frozen=True)
class Census:
    """Scalars by what they do, as places among the side's free scalars."""

    dead: Indices  # no gradient at any point that was tried
    unused: frozenset[str]  # leaves that are in no graph

    def live(self, side: Side) -> int:
        """How many scalars have a gradient."""
        return side.n - len(self.dead)


def census(side: Side) -> Census:
    """Draw generic weights until no dead scalar has woken for a while."""
    if side.n == 0:
        return Census(np.zeros(0, np.int64), frozenset())
    dead = np.ones(side.n, dtype=bool)
    unused: frozenset[str] | None = None
    idle = 0
    for draw in range(MOST_DRAWS):
        values = generic(side, 500 + draw)
        was = int(dead.sum())
        for answer in side.answers(values, (5 + draw,)):
            gradient = np.nan_to_num(side.gradient(answer))
            gradient = gradient / max(float(np.abs(gradient).max()), 1e-300)
            dead &= np.abs(gradient) < ABSOLUTE
            missing = frozenset(answer.without_gradient)
            unused = missing if unused is None else unused & missing
        idle = idle + 1 if was == int(dead.sum()) else 0
        if idle >= IDLE_DRAWS or (draw > 0 and not dead.any()):
            break
    names = {leaf.name for leaf in side.leaves}
    return Census(np.flatnonzero(dead), (unused or frozenset()) & names)


def ghosts(side: Side, dead: Indices) -> frozenset[str]:
    """Leaves without gradient whose values matter all the same: detached, or under no_grad."""
    if not len(dead):
        return frozenset()
    values = generic(side, 11)
    rng = np.random.default_rng(side.seed)
    before = side.answers(values, ())
    found = set()
    for owner in np.unique(side.owner[dead]):
        mine = dead[side.owner[dead] == owner]
        nudged = values.copy()
        nudged[mine] += NUDGE * rng.normal(size=len(mine))
        after = side.answers(nudged, ())
        if any(output_difference(b, a, 1e-10) for b, a in zip(before, after, strict=True)):
            found.add(side.leaves[owner].name)
    return frozenset(found)
