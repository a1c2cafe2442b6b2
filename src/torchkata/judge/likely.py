"""Likely relabellings of parameters where none is right, and parts that spoil every one."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

import numpy as np

from torchkata.judge.align.entry import by_name, by_order
from torchkata.judge.side import Indices, Side, Vector

Shapes = tuple[tuple[int, ...], ...]


def odd_parts(reference: Side, attempt: Side) -> tuple[str, ...]:
    """Parts of the attempt with a tensor of a shape that the reference has not, or has more of."""
    if reference.total == attempt.total:  # cut up in another way, at most
        return ()
    if len(found := suspects(reference, attempt)) == 1:
        return found
    partner = by_likeness(reference, attempt)
    starts = attempt.offsets
    alone = [
        leaf.name
        for number, leaf in enumerate(attempt.leaves)
        if starts[number] < starts[number + 1] and partner[starts[number]] < 0
    ]
    used = np.isin(np.arange(reference.total), partner)
    lacking = [
        leaf.name
        for number, leaf in enumerate(reference.leaves)
        if not used[reference.offsets[number] : reference.offsets[number + 1]].any()
    ]
    near = {name.rpartition(".")[0] for name in lacking}
    played = {
        leaf.name.rpartition(".")[0]
        for number, leaf in enumerate(attempt.leaves)
        if (place := partner[starts[number]]) >= 0
        and reference.leaves[reference.owner[place]].name.rpartition(".")[0] in near
    }
    return tuple(dict.fromkeys([*alone, *sorted(played - {""})]))


def suspects(reference: Side, attempt: Side) -> tuple[str, ...]:
    """Parts of the attempt whose tensors have shapes together that the reference has fewer of."""
    kinds = [Counter(kind for _, kind in parts(side)) for side in (reference, attempt)]
    return tuple(name for name, kind in parts(attempt) if kinds[1][kind] > kinds[0][kind])


def parts(side: Side) -> list[tuple[str, Shapes]]:
    """What holds parameters, by name, with the shapes of those that follow each other."""
    found: list[tuple[str, Shapes]] = []
    for leaf in side.leaves:
        part = leaf.name.rpartition(".")[0] or leaf.name
        if found and found[-1][0] == part:
            found[-1] = part, (*found[-1][1], leaf.shape)
        else:
            found.append((part, (leaf.shape,)))
    return found


def given(values: Vector, partner: Indices) -> Vector:
    """The attempt's scalars; those without a partner are like the others, and are nobody's."""
    free = np.random.default_rng(5).normal(size=len(partner)) * 0.3
    return np.where(partner >= 0, values[np.maximum(partner, 0)], free) if len(values) else free


def maps(reference: Side, attempt: Side) -> Iterator[Indices]:
    """Likely relabellings where none is right: by name, by order, matrices and vectors in order."""
    seen: set[bytes] = set()
    candidates = (by_name, by_order, by_same_names, by_likeness, by_likeness_from_the_end, by_kind)
    for candidate in candidates:
        partner = candidate(reference, attempt)
        if partner is not None and partner.tobytes() not in seen:
            seen.add(partner.tobytes())
            yield partner


def by_same_names(reference: Side, attempt: Side) -> Indices:
    """Leaves of the same name and shape, then each other leaf the next free one of its shape."""
    known = {(leaf.name, leaf.shape): number for number, leaf in enumerate(reference.leaves)}
    pairs = (
        (known[leaf.name, leaf.shape], number)
        for number, leaf in enumerate(attempt.leaves)
        if (leaf.name, leaf.shape) in known
    )
    return related(reference, attempt, pairs)


def by_likeness(reference: Side, attempt: Side) -> Indices:
    """Parts of the same shapes in the same order, then each leaf the next free one of its shape."""
    return related(reference, attempt, alike(reference, attempt))


def by_likeness_from_the_end(reference: Side, attempt: Side) -> Indices:
    """The same, where several orders leave out as few parts."""
    return related(reference, attempt, alike(reference, attempt, step=-1))


def related(reference: Side, attempt: Side, pairs: Iterator[tuple[int, int]]) -> Indices:
    """These pairs of leaves, then each leaf of the attempt the next free one of its shape."""
    partner = np.full(attempt.total, -1)
    free = list(range(len(reference.leaves)))
    left = list(range(len(attempt.leaves)))
    for chosen, number in pairs:
        free.remove(chosen)
        left.remove(number)
        relate(partner, reference, attempt, (chosen, number))
    for number in left:
        shape = attempt.leaves[number].shape
        fitting = [i for i in free if reference.leaves[i].shape in (shape, shape[::-1])]
        fitting.sort(key=lambda i: reference.leaves[i].shape != shape)
        if fitting:
            free.remove(fitting[0])
            relate(partner, reference, attempt, (fitting[0], number))
    return partner


def relate(partner: Indices, reference: Side, attempt: Side, pair: tuple[int, int]) -> None:
    """Note that a leaf of the attempt plays one of the reference, transposed if need be."""
    chosen, number = pair
    shape = attempt.leaves[number].shape
    places = np.arange(reference.offsets[chosen], reference.offsets[chosen + 1])
    is_flipped = reference.leaves[chosen].shape != shape
    places = places.reshape(shape[::-1]).T if is_flipped else places
    partner[attempt.offsets[number] : attempt.offsets[number + 1]] = places.reshape(-1)


def alike(reference: Side, attempt: Side, *, step: int = 1) -> Iterator[tuple[int, int]]:
    """Leaves of parts that have the same shapes, in the order that leaves out few parts."""
    theirs, ours = (
        list(zip(starts(side), parts(side), strict=True)) for side in (reference, attempt)
    )
    theirs, ours = theirs[::step], ours[::step]
    kinds = [[kind for _, (_, kind) in side] for side in (theirs, ours)]
    matcher = SequenceMatcher(a=kinds[0], b=kinds[1], autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for place in range(size):
            right, own = theirs[first + place][0], ours[second + place][0]
            for index in range(len(kinds[0][first + place])):
                yield right + index, own + index


def starts(side: Side) -> list[int]:
    """The number of each part's first leaf."""
    return [0, *accumulate(len(kind) for _, kind in parts(side))][:-1]


def by_kind(reference: Side, attempt: Side) -> Indices | None:
    """All matrices in order, then all vectors in order: how fused layers hold them."""
    parts = [(side, scalars(side, True), scalars(side, False)) for side in (reference, attempt)]
    (_, matrices, vectors), (_, own_matrices, own_vectors) = parts
    if len(matrices) != len(own_matrices) or len(vectors) != len(own_vectors):
        return None
    partner = np.full(attempt.total, -1)
    partner[own_matrices], partner[own_vectors] = matrices, vectors
    return partner


def scalars(side: Side, in_matrices: bool) -> Indices:
    """The places of all scalars in matrices, or in vectors."""
    found = [
        np.arange(side.offsets[number], side.offsets[number + 1])
        for number, leaf in enumerate(side.leaves)
        if (len(leaf.shape) > 1) == in_matrices
    ]
    return np.concatenate(found) if found else np.zeros(0, np.int64)
