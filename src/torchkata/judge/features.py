"""Weights that differ from feature to feature, and for nothing else.

Where nobody knows which parameters play the same part, weights that are all one number are the
same point on both sides. But a norm takes away what all features have in common, and then they
show nothing. An axis as long as one of the other side's stands for the same features in the same
order, more often than not: one value for each of them is the same on both sides as well, wherever
the axis is in a matrix.
"""

import numpy as np

from torchkata.judge.side import Side, Vector

MIDDLE, SPREAD = 0.15, 0.45  # some are negative, so that activations show


def featured(reference: Side, attempt: Side) -> tuple[Vector, Vector]:
    """A weight for every scalar of both sides."""
    known = lengths(reference) & lengths(attempt)
    return weights(reference, known), weights(attempt, known)


def lengths(side: Side) -> set[int]:
    """How long the axes of its leaves are."""
    return {size for leaf in side.leaves for size in leaf.shape if size > 1}


def weights(side: Side, known: set[int]) -> Vector:
    """One side's: what has the same features along its axes has the same weight."""
    parts = [np.zeros(0)]
    for leaf in side.leaves:
        angles = np.zeros(leaf.shape)
        for axis, size in enumerate(leaf.shape):
            beside = (1,) * (len(leaf.shape) - axis - 1)
            angles += places(size, known).reshape(-1, *beside)
        parts.append((MIDDLE + SPREAD * np.sin(angles)).reshape(-1))
    return np.concatenate(parts)


def places(size: int, known: set[int]) -> Vector:
    """An angle for each feature of an axis; where several axes are joined, for those of each."""
    length = max((n for n in known if size % n == 0), default=0)
    if not length:
        return np.zeros(size)
    angles = np.random.default_rng(length).uniform(0, 2 * np.pi, size=length)
    return np.tile(angles, size // length)
