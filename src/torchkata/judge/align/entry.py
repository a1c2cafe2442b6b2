"""From two sides to a relabelling, or to the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from torchkata.judge.align.census import Census, census_of_both, ghosts
from torchkata.judge.align.idle import settled
from torchkata.judge.align.refine import Contradiction
from torchkata.judge.align.search import Found, search, search_ahead
from torchkata.judge.align.verify import Agreement, verify, verifying
from torchkata.judge.halves import Halves, begun
from torchkata.judge.side import Indices, Side

BUDGET = 12.0  # processor seconds of one search
EXCLUSION = 4.0  # and of excluding all other relabellings where it found none
BRIEF_EXCLUSION = 2.0  # where there is a natural order, which then tells what differs
FEW = 2  # cases of the first, quick search


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
    ran_out: bool = False  # of the search's budget: nothing is known
    cut: frozenset[str] = frozenset()  # the attempt's leaves that matter but get no gradient
    unused: frozenset[str] = frozenset()  # the attempt's leaves that nothing uses
    counts: tuple[int, int] | None = None  # live scalars of reference and attempt, where unequal

    @property
    def whole_partner(self) -> Indices | None:
        """`partner` for all scalars of the attempt, as places among all of the reference's."""
        if self.partner is None:
            return None
        whole = np.full(self.attempt.total, -1)
        kept = self.reference.kept
        found = (
            np.where(self.partner >= 0, kept[np.maximum(self.partner, 0)], -1)
            if len(kept)
            else self.partner
        )
        whole[self.attempt.kept] = found
        return whole


def align(reference: Side, attempt: Side, *, budget: float = BUDGET) -> Alignment:
    """Names, then order, then the general method on what is alive."""
    return begun(aligning(reference, attempt, budget=budget))()


def aligning(
    reference: Side,
    attempt: Side,
    likely: Indices | None = None,
    *,
    budget: float = BUDGET,
    exclusion: float | None = None,
) -> Halves[Alignment]:
    """The same in two halves; before all else the relabelling that is `likely`.

    To exclude that there is one takes `exclusion` seconds at most; 0 where no proof is needed.
    """
    natural = by_name(reference, attempt)
    if natural is None:
        natural = by_order(reference, attempt)
    trial = begun(trying(reference, attempt, likely))
    yield
    found = trial()
    if found is None and not is_same(likely, natural):
        found = begun(trying(reference, attempt, natural, is_doubtful=True))()
    if found is None:
        usual = EXCLUSION if natural is None else BRIEF_EXCLUSION
        exclusion = usual if exclusion is None else exclusion
        found = align_generally(reference, attempt, budget, exclusion)
    return found


def is_same(one: Indices | None, other: Indices | None) -> bool:
    """Whether two relabellings are one."""
    return one is not None and other is not None and np.array_equal(one, other)


def trying(
    reference: Side, attempt: Side, partner: Indices | None, *, is_doubtful: bool = False
) -> Halves[Alignment | None]:
    """One relabelling, on the first cases and on the rest; a doubtful one waits for the first."""
    if partner is None:
        yield
        return None
    few, rest = reference.cases[:FEW], reference.cases[FEW:]
    first = begun(verifying(*on(few, reference, attempt), partner))
    at_once = rest and not is_doubtful
    second = begun(verifying(*on(rest, reference, attempt), partner)) if at_once else None
    yield
    agreement = first()
    if agreement.all and rest:
        agreement = second() if second else verify(*on(rest, reference, attempt), partner)
    return Alignment(reference, attempt, partner, agreement) if agreement.values else None


def further(
    known: Sequence[int],
    agreement: Agreement,
    reference: Side,
    attempt: Side,
    partner: Indices,
) -> Agreement:
    """What agrees on the cases that are known, on all of them."""
    rest = tuple(case for case in reference.cases if case not in known)
    if not agreement.all or not rest:
        return agreement
    return verify(*on(rest, reference, attempt), partner)


def on(cases: tuple[int, ...], reference: Side, attempt: Side) -> tuple[Side, Side]:
    """The same sides over fewer cases."""
    return replace(reference, cases=cases), replace(attempt, cases=cases)


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


def align_generally(reference: Side, attempt: Side, budget: float, exclusion: float) -> Alignment:
    """Search a relabelling; where counts differ or none is found, count what is alive first."""
    found = None
    if reference.n == attempt.n:
        found = search_twice(reference, attempt, budget, exclusion)
    if found is not None and (found.partner is not None or found.is_about_values):
        return concluded(reference, attempt, found)
    theirs, ours = census_of_both(reference, attempt)
    cut = ghosts(attempt, ours.dead) if len(ours.dead) > len(theirs.dead) else frozenset()
    if theirs.live(reference) != ours.live(attempt):
        counts = (theirs.live(reference), ours.live(attempt))
        reference, attempt = without_dead(reference, theirs), without_dead(attempt, ours)
        return Alignment(reference, attempt, None, cut=cut, unused=ours.unused, counts=counts)
    if found is None:
        # Dead scalars on one side only (a key's bias, say): they are held at 0 on both.
        reference, attempt = without_dead(reference, theirs), without_dead(attempt, ours)
        found = search_twice(reference, attempt, budget, exclusion)
    return replace(concluded(reference, attempt, found), cut=cut, unused=ours.unused)


def align_ahead(reference: Side, attempt: Side) -> None:
    """Ask the reference all that most attempts with names and an order of their own lead to."""
    align_generally(reference, attempt, BUDGET, 0.0)
    search_few_ahead(reference, attempt)
    theirs, ours = census_of_both(reference, attempt)
    if len(theirs.dead):  # an attempt may do without them
        search_few_ahead(without_dead(reference, theirs), without_dead(attempt, ours))


def search_few_ahead(reference: Side, attempt: Side) -> None:
    """Ask what the quick search would ask."""
    few = telling_cases(reference) if len(reference.cases) > FEW else reference.cases
    search_ahead(*on(few, reference, attempt), budget=BUDGET)


def search_twice(reference: Side, attempt: Side, budget: float, exclusion: float) -> Found:
    """Search on two cases, which is quick, and on all of them where that is not enough."""
    if len(reference.cases) > FEW:
        few = telling_cases(reference)
        found = search(*on(few, reference, attempt), budget=budget, exclusion=exclusion)
        if found.partner is not None and found.agreement is not None:
            agreement = further(few, found.agreement, reference, attempt, found.partner)
            if agreement.values:
                return replace(found, agreement=agreement)
        elif found.is_proof:
            return found
        if found.is_too_wide:  # what takes too long on two cases takes longer on all
            exclusion = 0.0
    return search(reference, attempt, budget=budget, exclusion=exclusion)


def telling_cases(side: Side) -> tuple[int, ...]:
    """The first case, and the one that gives most outputs: the longest, so more scalars live."""
    answers = side.answers(np.zeros(side.n), ())
    sizes = [sum(t.numel() for t in answer.outputs.values()) for answer in answers]
    largest = max(range(1, len(sizes)), key=sizes.__getitem__)
    return side.cases[0], side.cases[largest]


def concluded(reference: Side, attempt: Side, found: Found) -> Alignment:
    """How a search ended, as an alignment."""
    partner = found.partner
    if partner is not None and found.agreement is not None and found.agreement.all:
        partner = settled(reference, attempt, partner)
    return Alignment(
        reference,
        attempt,
        partner,
        found.agreement or Agreement(),
        found.is_proof,
        found.contradiction,
        found.ran_out,
    )


def without_dead(side: Side, found: Census) -> Side:
    """The side with its dead scalars held at 0."""
    return replace(side, held=np.concatenate([side.held, side.kept[found.dead]]))
