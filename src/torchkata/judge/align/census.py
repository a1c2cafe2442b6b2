"""What each scalar of one side does, looked at alone: something or nothing."""

from dataclasses import dataclass

import numpy as np

from torchkata.judge.align.labels import ABSOLUTE
from torchkata.judge.compare import output_difference
from torchkata.judge.side import Indices, Side, Vector, generic

MOST_DRAWS = 32  # behind a ReLU a scalar can be dead at many points without being dead
IDLE_DRAWS = 3  # in a row, after which a count is believed that agrees with the other side's
MORE_IDLE_DRAWS = 6  # before one is believed that does not
QUIET, LIFT = 0.25, 2.0  # of matrices and vectors at every second point: there a ReLU is open
NUDGE = 1e-6


@dataclass(frozen=True)
class Census:
    """Scalars by what they do, as places among the side's free scalars."""

    dead: Indices  # no gradient at any point that was tried
    unused: frozenset[str]  # leaves that are in no graph
    draws: int = 0  # how many points were tried

    def live(self, side: Side) -> int:
        """How many scalars have a gradient."""
        return side.n - len(self.dead)


def census_of_both(reference: Side, attempt: Side) -> tuple[Census, Census]:
    """What is alive on either side; where that differs, the lower count is looked at for longer.

    Another look can only make it higher.
    """
    sides, found = (reference, attempt), [census(reference), census(attempt)]
    waiting = {0, 1}
    while waiting:
        counts = [known.live(side) for side, known in zip(sides, found, strict=True)]
        lower = int(counts[1] < counts[0])
        if counts[0] == counts[1] or lower not in waiting:
            break
        waiting.remove(lower)
        found[lower] = prolonged(sides[lower], found[lower])
    return found[0], found[1]


def census(side: Side) -> Census:
    """Draw weights until no dead scalar has woken for a while."""
    known = Census(np.arange(side.n), frozenset(leaf.name for leaf in side.leaves))
    return continued(side, known, idle=0, patience=IDLE_DRAWS)


def prolonged(side: Side, known: Census) -> Census:
    """The same looked at for longer."""
    return continued(side, known, idle=IDLE_DRAWS, patience=MORE_IDLE_DRAWS)


def continued(side: Side, known: Census, *, idle: int, patience: int) -> Census:
    """What is dead still once `patience` draws have woken nothing, `idle` of which are done."""
    dead = np.zeros(side.n, dtype=bool)
    dead[known.dead] = True
    unused = known.unused
    draw = known.draws
    while idle < patience and draw < MOST_DRAWS and dead.any():
        values = point(side, draw)
        was = int(dead.sum())
        for answer in side.answers(values, (5 + draw,)):
            gradient = np.nan_to_num(side.gradient(answer))
            gradient = gradient / max(float(np.abs(gradient).max()), 1e-300)
            dead &= np.abs(gradient) < ABSOLUTE
            unused &= frozenset(answer.without_gradient)
        idle = idle + 1 if was == int(dead.sum()) else 0
        draw += 1
    return Census(np.flatnonzero(dead), unused, draw)


def point(side: Side, draw: int) -> Vector:
    """Generic weights; in every second draw small matrices beside large biases."""
    values = generic(side, 500 + draw)
    return np.where(side.fan > 0, QUIET * values, values + LIFT) if draw % 2 else values


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
