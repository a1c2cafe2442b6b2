"""Likely relabellings of parameters where none is right."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from torchkata.judge.align.entry import by_name, by_order
from torchkata.judge.align.orders import axis_orders
from torchkata.judge.holders import Shapes, lean, parts, starts
from torchkata.judge.side import Indices, Side, Vector

Pairs = Iterable[tuple[int, int]]  # of a leaf of the reference and one of the attempt

MOST_ORDERS = 6  # ways that are tried to lay a kernel out in a matrix
MISFITS = 4  # kinds of leaves that fit each other, the best first


def given(values: Vector, partner: Indices) -> Vector:
    """The attempt's scalars; those without a partner are like the others, and are nobody's."""
    free = np.random.default_rng(5).normal(size=len(partner)) * 0.3
    return np.where(partner >= 0, values[np.maximum(partner, 0)], free) if len(values) else free


def maps(reference: Side, attempt: Side) -> Iterator[Indices]:
    """Likely relabellings where none is right: by name, by order, matrices and vectors in order."""
    seen: set[bytes] = set()
    for partner in candidates(reference, attempt):
        if partner is not None and partner.tobytes() not in seen:
            seen.add(partner.tobytes())
            yield partner


def alone_of_shape(reference: Side, attempt: Side) -> Indices:
    """Matrices of which each side has one, as an embedding, in any order of axes; -1 for others."""
    partner = np.full(attempt.total, -1)
    theirs, ours = (
        Counter(tuple(sorted(leaf.shape)) for leaf in side.leaves) for side in (reference, attempt)
    )
    places = {leaf.shape: number for number, leaf in enumerate(reference.leaves)}
    for number, leaf in enumerate(attempt.leaves):
        shape = leaf.shape
        is_one = theirs[tuple(sorted(shape))] == ours[tuple(sorted(shape))] == 1
        if is_one and shape in places and len(lean(shape)) > 1 and len(set(shape)) == len(shape):
            relate(partner, reference, attempt, (places[shape], number), 0)
    return partner


def merged(known: Indices, likely: Indices, reference: Side, *, fills: bool = True) -> Indices:
    """What is known, then what is likely of the rest, then what is left in order."""
    free = np.ones(reference.total, dtype=bool)
    free[known[known >= 0]] = False
    is_free = (known < 0) & (likely >= 0) & free[np.maximum(likely, 0)]
    partner = np.where(is_free, likely, known)
    free[partner[partner >= 0]] = False
    left, rest = np.flatnonzero(partner < 0), np.flatnonzero(free)
    if fills and len(left) == len(rest):
        partner[left] = rest
    return partner


def candidates(reference: Side, attempt: Side) -> Iterator[Indices | None]:
    """The same, with repetitions."""
    yield by_name(reference, attempt)
    yield by_order(reference, attempt)
    for pairing in (same_kinds, same_names, alike, alike_from_the_end):
        yield related(reference, attempt, pairing(reference, attempt))
    for order in range(1, MOST_ORDERS):
        yield related(reference, attempt, same_kinds(reference, attempt), order=order)
    yield by_kind(reference, attempt)
    yield by_kind(reference, attempt, same_kinds(reference, attempt))


def same_names(reference: Side, attempt: Side) -> Pairs:
    """Leaves of the same name and shape."""
    known = {(leaf.name, leaf.shape): number for number, leaf in enumerate(reference.leaves)}
    for number, leaf in enumerate(attempt.leaves):
        if (leaf.name, leaf.shape) in known:
            yield known[leaf.name, leaf.shape], number


def by_likeness(reference: Side, attempt: Side) -> Indices:
    """Parts of the same shapes in the same order, then each leaf the next free one of its shape."""
    return related(reference, attempt, alike(reference, attempt))


def related(reference: Side, attempt: Side, pairs: Pairs, *, order: int = 0) -> Indices:
    """These pairs of leaves, then each leaf of the attempt the next free one that fits best.

    `order` numbers the ways to lay a leaf out in one of another shape.
    """
    partner = np.full(attempt.total, -1)
    free = list(range(len(reference.leaves)))
    left = list(range(len(attempt.leaves)))
    for chosen, number in pairs:
        free.remove(chosen)
        left.remove(number)
        relate(partner, reference, attempt, (chosen, number), order)
    for misfit in range(MISFITS):
        for number in list(left):
            shape = attempt.leaves[number].shape
            fits = (i for i in free if fit(reference.leaves[i].shape, shape) == misfit)
            chosen = next(fits, -1)
            if chosen >= 0:
                free.remove(chosen)
                left.remove(number)
                relate(partner, reference, attempt, (chosen, number), order)
    return partner


@lru_cache(4096)
def fit(shape: tuple[int, ...], theirs: tuple[int, ...]) -> int:
    """How badly a leaf fits one of another shape, from 0; `MISFITS` where it does not at all."""
    if lean(shape) == lean(theirs):
        return 0 if shape == theirs else 1
    if shape == theirs[::-1]:
        return 2
    is_as_large = math.prod(shape) == math.prod(theirs)
    return 3 if is_as_large and len(lean(shape)) != len(lean(theirs)) else MISFITS


def relate(
    partner: Indices, reference: Side, attempt: Side, pair: tuple[int, int], order: int
) -> None:
    """Note that a leaf of the attempt plays one of the reference, its axes permuted if need be."""
    chosen, number = pair
    shape, theirs = reference.leaves[chosen].shape, attempt.leaves[number].shape
    places = np.arange(reference.offsets[chosen], reference.offsets[chosen + 1])
    own = np.arange(attempt.offsets[number], attempt.offsets[number + 1])
    if lean(shape) != lean(theirs):
        ways = list(axis_orders(shape, theirs))
        own = own[ways[order % len(ways)]] if ways else own
    partner[own] = places


def same_kinds(reference: Side, attempt: Side) -> Pairs:
    """Leaves of parts that have the same shapes, the first with the first of them and so on.

    Where one side has more of a kind than the other, nothing is said of it. What is left may be as
    large in another shape: a convolution's kernel as a matrix.
    """
    left = [list(zip(starts(side), parts(side), strict=True)) for side in (reference, attempt)]
    for alike_enough in (tuple, sizes_alone):
        known = [by_kind_of(side, alike_enough) for side in left]
        for kind, right in known[0].items():
            own = known[1].get(kind, [])
            if len(own) != len(right):
                continue
            for pair in zip(right, own, strict=True):
                for index in range(len(kind)):
                    yield pair[0] + index, pair[1] + index
            left = [
                [part for part in side if part[0] not in done]
                for side, done in zip(left, (right, own), strict=True)
            ]


def by_kind_of(
    side: list[tuple[int, tuple[str, Shapes]]], kind_of: Callable[[Shapes], Shapes]
) -> dict[Shapes, list[int]]:
    """The first leaves of parts, by what their shapes are."""
    known: dict[Shapes, list[int]] = defaultdict(list)
    for start, (_, kind) in side:
        known[kind_of(kind)].append(start)
    return known


def sizes_alone(kind: Shapes) -> Shapes:
    """How many rows each leaf of a part has, and how many scalars."""
    return tuple((*shape[:1], math.prod(shape)) for shape in kind)


def alike_from_the_end(reference: Side, attempt: Side) -> Pairs:
    """The same, where several orders leave out as few parts."""
    return alike(reference, attempt, step=-1)


def alike(reference: Side, attempt: Side, *, step: int = 1) -> Pairs:
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


def by_kind(reference: Side, attempt: Side, pairs: Pairs = ()) -> Indices | None:
    """These pairs of leaves, the rest as fused layers hold it: matrices in order, then vectors."""
    partner = np.full(attempt.total, -1)
    paired: tuple[set[int], set[int]] = set(), set()
    for chosen, number in pairs:
        relate(partner, reference, attempt, (chosen, number), 0)
        paired[0].add(chosen)
        paired[1].add(number)
    for in_matrices in (True, False):
        right = scalars(reference, in_matrices, paired[0])
        own = scalars(attempt, in_matrices, paired[1])
        if len(right) != len(own):
            return None
        partner[own] = right
    return partner


def scalars(side: Side, in_matrices: bool, but: set[int]) -> Indices:
    """The places of all scalars in matrices, or in vectors, of other leaves than these."""
    found = [
        np.arange(side.offsets[number], side.offsets[number + 1])
        for number, leaf in enumerate(side.leaves)
        if (len(lean(leaf.shape)) > 1) == in_matrices and number not in but
    ]
    return np.concatenate(found) if found else np.zeros(0, np.int64)
