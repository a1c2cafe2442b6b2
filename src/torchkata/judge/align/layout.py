"""How an attempt's parameters are laid out, so that it can be said again where sizes differ.

A relabelling is about single scalars; what a learner wrote is about tensors: `kv` holds `k`, then
`v`. Known from one set of constructor arguments, or from the check before, it is the first guess
for the next: it is verified like any other, and spares a search.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from torchkata.judge.align.entry import Alignment
from torchkata.judge.side import Indices, Side

MOST_AXES = 5  # of a tensor; more could be ordered in too many ways
FIRST_NUMBER = re.compile(r"(\d{1,6})")
SCALAR = (1,)  # the shape of a tensor without axes


@dataclass(frozen=True, slots=True)
class Span:
    """What is taken of one axis of the reference's tensor."""

    first: int
    end: int
    size: int  # of the axis: the span grows with it

    def of(self, size: int) -> slice | None:
        """The same share of an axis of another size; None where that is no whole number."""
        scaled = self.first * size, self.end * size
        if any(place % self.size for place in scaled):
            return None
        return slice(scaled[0] // self.size, scaled[1] // self.size)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of one of the reference's tensors, and how the attempt's axes are made of its own."""

    name: str
    spans: tuple[Span, ...]  # one an axis
    theirs: tuple[int, ...]  # the order of its axes
    ours: tuple[int, ...]  # and the order in which the attempt's axes follow from them

    def box(self, reference: Side) -> Indices | None:
        """The block's scalars, as places in the whole reference; None where there is none."""
        for number, leaf in enumerate(reference.leaves):
            if leaf.name == self.name and len(leaf.shape) == len(self.spans):
                spans = [span.of(n) for span, n in zip(self.spans, leaf.shape, strict=True)]
                return None if None in spans else grid(reference, number)[tuple(spans)]
        return None


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One tensor of the attempt: pieces, one after another along an axis."""

    name: str
    axis: int
    pieces: tuple[Piece, ...]

    def places(self, reference: Side, shape: tuple[int, ...]) -> Indices | None:
        """The part that each scalar of a tensor of this shape plays."""
        across = math.prod(shape[: self.axis] + shape[self.axis + 1 :])
        blocks = []
        for piece in self.pieces:
            box = piece.box(reference)
            if box is None or len(piece.ours) != len(shape) or across == 0 or box.size % across:
                return None
            part = (*shape[: self.axis], box.size // across, *shape[self.axis + 1 :])
            blocks.append(rearranged(box, piece.theirs, piece.ours, part))
        joined: Indices = np.concatenate(blocks, axis=self.axis)
        return joined.reshape(-1) if joined.shape == shape else None


@dataclass(frozen=True, slots=True)
class Layout:
    """All tensors of an attempt; empty where it cannot be said."""

    tensors: tuple[LaidOut, ...] = ()

    def partner(self, reference: Side, attempt: Side) -> Indices | None:
        """The relabelling of two sides that this layout means, if it means one."""
        found = []
        for leaf in attempt.leaves:
            tensor = self.tensor(leaf.name)
            places = None if tensor is None else tensor.places(reference, leaf.shape or SCALAR)
            if places is None:
                return None
            found.append(places)
        if not found:
            return None
        whole: Indices = np.concatenate(found)
        is_one = len(whole) == reference.n and np.bincount(whole, minlength=reference.n).all()
        return whole if is_one else None

    def tensor(self, name: str) -> LaidOut | None:
        """The tensor of a name, or its like in a layer that there was none of."""
        for tensor in self.tensors:
            if tensor.name == name:
                return tensor
        for tensor in self.tensors:
            further = layers_between(tensor.name, name)
            if further is not None:
                pieces = [replace(p, name=moved(p.name, further)) for p in tensor.pieces]
                return replace(tensor, name=name, pieces=tuple(pieces))
        return None


def layers_between(one: str, other: str) -> int | None:
    """How much the first number in two names differs; None where anything else does too."""
    ours, theirs = (FIRST_NUMBER.split(name, maxsplit=1) for name in (one, other))
    is_alike = len(ours) == len(theirs) == 3 and ours[::2] == theirs[::2]
    return int(theirs[1]) - int(ours[1]) if is_alike else None


def moved(name: str, further: int) -> str:
    """A name with its first number so much larger."""
    return FIRST_NUMBER.sub(lambda found: str(int(found[1]) + further), name, count=1)


def layout_of(alignment: Alignment) -> Layout:
    """The layout that a relabelling of all scalars comes from, if blocks tell it."""
    reference, attempt, partner = alignment.reference, alignment.attempt, alignment.partner
    is_whole = partner is not None and len(partner) == attempt.total == reference.total
    if partner is None or not is_whole or not attempt.total or (partner < 0).any():
        return Layout()
    tensors = []
    for leaf, mine in zip(attempt.leaves, np.split(partner, attempt.offsets[1:-1]), strict=True):
        found = laid_out(leaf.name, mine.reshape(leaf.shape or SCALAR), reference)
        if found is None:
            return Layout()
        tensors.append(found)
    return Layout(tuple(tensors))


def laid_out(name: str, mine: Indices, reference: Side) -> LaidOut | None:
    """One tensor, cut where another of the reference's begins."""
    owners = np.searchsorted(reference.offsets, mine, side="right") - 1
    for axis, blocks in cuts(mine, owners):
        pieces = [piece_of(block, reference) for block in blocks]
        known = tuple(piece for piece in pieces if piece is not None)
        if len(known) == len(pieces):
            return LaidOut(name, axis, known)
    return None


def cuts(mine: Indices, owners: Indices) -> Iterator[tuple[int, list[Indices]]]:
    """Blocks along an axis, each of which lies in one of the reference's tensors."""
    for axis in range(mine.ndim if mine.size else 0):
        along = np.moveaxis(owners, axis, 0).reshape(mine.shape[axis], -1)
        if (along == along[:, :1]).all():
            changes = np.flatnonzero(np.diff(along[:, 0])) + 1
            yield axis, np.split(mine, changes, axis=axis)


def piece_of(block: Indices, reference: Side) -> Piece | None:
    """The block of one tensor whose scalars these are, in some order of its axes."""
    owner = int(np.searchsorted(reference.offsets, block.flat[0], side="right")) - 1
    leaf, own = reference.leaves[owner], grid(reference, owner)
    ends = (int(block.min()), int(block.max()))
    first, last = (np.unravel_index(end - own.flat[0], own.shape) for end in ends)
    spans = tuple(
        Span(int(a), int(b) + 1, size) for a, b, size in zip(first, last, leaf.shape, strict=True)
    )
    box = own[tuple(slice(span.first, span.end) for span in spans)]
    if box.size != block.size or max(box.ndim, block.ndim) > MOST_AXES:
        return None
    for theirs, ours in orders(box.ndim, block.ndim):
        if np.array_equal(rearranged(box, theirs, ours, block.shape), block):
            return Piece(leaf.name, spans, theirs, ours)
    return None


def orders(theirs: int, ours: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Orders of the reference's axes, then of the attempt's: either may have split the other's."""
    as_it_is = tuple(range(theirs)), tuple(range(ours))
    yield from ((order, as_it_is[1]) for order in permutations(as_it_is[0]))
    yield from ((as_it_is[0], order) for order in permutations(as_it_is[1]))


def rearranged(
    box: Indices, theirs: tuple[int, ...], ours: tuple[int, ...], shape: tuple[int, ...]
) -> Indices:
    """A block with its axes in one order, cut anew, the new axes in another."""
    cut = box.transpose(theirs).reshape([shape[axis] for axis in ours])
    return cut.transpose(np.argsort(ours))


def grid(side: Side, leaf: int) -> Indices:
    """The places of one tensor's scalars in the whole vector, in its shape."""
    places = np.arange(side.offsets[leaf], side.offsets[leaf + 1])
    return places.reshape(side.leaves[leaf].shape)
