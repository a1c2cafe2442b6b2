"""A relabelling in words: which of the reference's parameters each of the attempt's plays."""

import numpy as np

from torchkata.contracts import Match
from torchkata.judge.align.entry import Alignment
from torchkata.judge.side import Indices


def matches(alignment: Alignment) -> tuple[Match, ...]:
    """One match for each parameter of the attempt, in its order."""
    if alignment.partner is None:
        return ()
    return tuple(
        Match(leaf.name, parts(alignment, number))
        for number, leaf in enumerate(alignment.attempt.leaves)
    )


def parts(alignment: Alignment, number: int) -> str:
    """What one parameter of the attempt is made of."""
    attempt, reference = alignment.attempt, alignment.reference
    assert alignment.partner is not None
    leaf = attempt.leaves[number]
    whole = np.full(attempt.total, -1)
    paired = alignment.partner >= 0
    whole[attempt.kept[paired]] = reference.kept[alignment.partner[paired]]
    mine = whole[attempt.offsets[number] : attempt.offsets[number + 1]].reshape(leaf.shape)
    owners = np.where(mine >= 0, np.searchsorted(reference.offsets, mine, side="right") - 1, -1)
    named = sorted(set(owners[owners >= 0].tolist()))  # np.unique brings numpy.ma
    found = [part(alignment, mine, owners, owner) for owner in named]
    if (owners < 0).all():
        return "nothing: it has no effect"
    return " + ".join(found)


def part(alignment: Alignment, mine: Indices, owners: Indices, owner: int) -> str:
    """One parameter of the reference, and where in the attempt's it lies."""
    leaf = alignment.reference.leaves[owner]
    start = alignment.reference.offsets[owner]
    here = np.asarray(owners == owner)
    where = "" if here.all() else f"your {place(here)}"
    how, name = "", leaf.name
    block = mine[here] - start
    size = int(np.prod(leaf.shape, dtype=np.int64))
    if len(block) < size:
        taken = np.zeros(size, dtype=bool)
        taken[block] = True
        name = f"{leaf.name} {place(taken.reshape(leaf.shape))}"
    elif np.array_equal(block, np.arange(size)):
        how = ""  # in another shape at most
    elif len(leaf.shape) == 2 and np.array_equal(block, transposed(leaf.shape)):
        how = "transposed"
    else:
        how = "rearranged"
    notes = ", ".join(note for note in (how, where) if note)
    return f"{name} ({notes})" if notes else name


def transposed(shape: tuple[int, ...]) -> Indices:
    """The places of a matrix read column by column."""
    return np.arange(shape[0] * shape[1]).reshape(shape).T.reshape(-1)


def place(here: np.ndarray) -> str:
    """Which rows or columns are meant, e.g. `rows 0-11`."""
    for axis, word in enumerate(("rows", "columns")[: here.ndim]):
        others = tuple(a for a in range(here.ndim) if a != axis)
        lines = np.asarray(here.any(axis=others))
        if np.array_equal(here, np.broadcast_to(expanded(lines, axis, here.ndim), here.shape)):
            return indices_words(word, np.flatnonzero(lines))
    return "entries here and there"


def indices_words(word: str, indices: Indices) -> str:
    """`rows 0-11`, `row 3`, or how many where they do not follow each other."""
    first, last = int(indices[0]), int(indices[-1])
    if len(indices) != last - first + 1:
        return f"{len(indices)} {word}"
    return f"{word} {first}-{last}" if last > first else f"{word[:-1]} {first}"


def expanded(lines: np.ndarray, axis: int, dims: int) -> np.ndarray:
    """A vector along one axis, ready to be broadcast."""
    shape = [1] * dims
    shape[axis] = len(lines)
    return lines.reshape(shape)
