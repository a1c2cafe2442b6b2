"""From two sides to a relabelling, or to the reason why there is none."""

from dataclasses import dataclass, field, replace

import numpy as np

from torchkata.judge.align.census import Census, census, ghosts
from torchkata.judge.align.refine import Contradiction
from torchkata.judge.align.search import search
from torchkata.judge.align.verify import Agreement, verify
from torchkata.judge.side import Indices, Side

BUDGET = 8.0  # seconds of search for one build


@dataclass(frozen=True)
class Alignment:
    """The attempt's scalars as the reference's, or why that cannot be.

    `partner` has for each free scalar of `attempt` its place in `reference`, or -1. Where it is
    set, outputs agree; `agreement` says whether gradients do too.
    """

    reference: Side
    attempt: Side
    partner: Indices | None
    agreement: Agreement = field(default_factory=Agreement)
    is_proof: bool = True
    contradiction: Contradiction | None = None
    cut: frozenset[str] = frozenset()  # the attempt's leaves that matter but get no gradient
    unused: frozenset[str] = frozenset()  # the attempt's leaves that nothing uses
    counts: tuple[int, int] | None = None  # live scalars of reference and attempt, where unequal


def align(reference: Side, attempt: Side, *, budget: float = BUDGET) -> Alignment:
    """Names, then order, then the general method on what is alive."""
    natural = by_name(reference, attempt)
    if natural is None:
        natural = by_order(reference, attempt)
    if natural is not None:
        agreement = verify(reference, attempt, natural)
        if agreement.values:
            return Alignment(reference, attempt, natural, agreement)
    return align_generally(reference, attempt, budget)


def by_name(reference: Side, attempt: Side) -> Indices | None:
    """The same names with the same shapes."""
    ours = {leaf.name: leaf.shape for leaf in attempt.leaves}
    if ours != {leaf.name: leaf.shape for leaf in reference.leaves}:
        return None
    starts = {leaf.name: reference.offsets[i] for i, leaf in enumerate(reference.leaves)}
    parts = [
        starts[leaf.name] + np.arange(np.prod(leaf.shape, dtype=np.int64))
        for leaf in attempt.leaves
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def by_order(reference: Side, attempt: Side) -> Indices | None:
    """The same shapes in the order of registration."""
    same = [leaf.shape for leaf in reference.leaves] == [leaf.shape for leaf in attempt.leaves]
    return np.arange(reference.n) if same else None


def align_generally(reference: Side, attempt: Side, budget: float) -> Alignment:
    """Count what is alive on either side, then search a relabelling of it."""
    theirs, ours = census(reference), census(attempt)
    cut = ghosts(attempt, ours.dead) if len(ours.dead) > len(theirs.dead) else frozenset()
    if theirs.live(reference) != ours.live(attempt):
        counts = (theirs.live(reference), ours.live(attempt))
        return Alignment(reference, attempt, None, cut=cut, unused=ours.unused, counts=counts)
    if reference.n != attempt.n:
        # Dead scalars on one side only (a key's bias, say): they are held at 0 on both.
        reference, attempt = without_dead(reference, theirs), without_dead(attempt, ours)
    found = search(reference, attempt, budget=budget)
    return Alignment(
        reference,
        attempt,
        found.partner,
        found.agreement or Agreement(),
        found.is_proof,
        found.contradiction,
        cut,
        ours.unused,
    )


def without_dead(side: Side, found: Census) -> Side:
    """The side with its dead scalars held at 0."""
    return replace(side, held=np.concatenate([side.held, side.kept[found.dead]]))
