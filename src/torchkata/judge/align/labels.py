"""Colours as arrays: scalars of the reference first, the attempt's after them."""

import numpy as np

from torchkata.judge.side import Indices, Vector

RELATIVE = 1e-7  # gradients closer than this, to the largest of their colour, are one value
ABSOLUTE = 1e-11  # of the case's largest gradient: this is 0


def split(labels: Indices, column: Vector, largest: float, noise: Vector | None = None) -> Indices:
    """Colours refined by one column of gradients, values within the tolerance kept together.

    `noise` is the same for all scalars of a colour.
    """
    order = np.lexsort((column, labels))
    label, value = labels[order], column[order]
    count = int(labels.max()) + 1
    peak = np.zeros(count)
    np.maximum.at(peak, labels, np.abs(column))
    tolerance = np.maximum(peak[label] * RELATIVE, largest * ABSOLUTE)
    if noise is not None:
        tolerance = np.maximum(tolerance, noise[order])
    begins = np.ones(len(label), dtype=bool)
    begins[1:] = (label[1:] != label[:-1]) | (value[1:] - value[:-1] > tolerance[1:])
    refined = np.empty_like(labels)
    refined[order] = np.cumsum(begins) - 1
    return refined


def sizes(labels: Indices, n: int) -> tuple[Indices, Indices]:
    """How many scalars each colour has in the reference and in the attempt."""
    count = int(labels.max(initial=-1)) + 1
    return (
        np.bincount(labels[:n], minlength=count),
        np.bincount(labels[n:], minlength=count),
    )


def loudest(noise: Vector, labels: Indices) -> Vector:
    """For each scalar the largest noise of its colour: one look at one scalar may find it still."""
    found = np.zeros(int(labels.max(initial=-1)) + 1)
    np.maximum.at(found, labels, noise)
    return found[labels]


def any_of(flags: np.ndarray, labels: Indices) -> np.ndarray:
    """For each colour, whether any of its scalars is flagged."""
    found = np.zeros(int(labels.max(initial=-1)) + 1, dtype=bool)
    np.logical_or.at(found, labels, flags)
    return found


def unequal(labels: Indices, n: int, alive: np.ndarray) -> Indices:
    """Colours that hold another number of scalars on either side; dead ones do not count."""
    reference, attempt = sizes(labels, n)
    return np.flatnonzero((reference != attempt) & any_of(alive, labels))


def is_discrete(labels: Indices, n: int) -> bool:
    """Whether every scalar has a colour of its own."""
    return int(labels.max(initial=-1)) + 1 >= max(n, len(labels) - n)


def compact(labels: Indices) -> Indices:
    """The same colours numbered from 0 without gaps."""
    return np.unique(labels, return_inverse=True)[1].reshape(-1)


def natural_map(labels: Indices, n: int) -> Indices:
    """For each scalar of the attempt its partner: within colours in natural order, or -1."""
    partner = np.full(len(labels) - n, -1)
    reference, attempt = sizes(labels, n)
    by_reference = np.argsort(labels[:n], kind="stable")
    by_attempt = np.argsort(labels[n:], kind="stable")
    if (reference == attempt).all():
        partner[by_attempt] = by_reference
        return partner
    starts = [np.concatenate([[0], np.cumsum(counts)]) for counts in (reference, attempt)]
    for colour in range(len(reference)):
        width = min(reference[colour], attempt[colour])
        r, a = starts[0][colour], starts[1][colour]
        partner[by_attempt[a : a + width]] = by_reference[r : r + width]
    return partner
