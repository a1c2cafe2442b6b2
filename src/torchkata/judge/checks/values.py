"""Outputs and gradients under some relabelling of the parameters, decided in float64."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from torchkata.judge.align import Alignment, Layout, aligning, layout_of
from torchkata.judge.align.verify import mapped, verify
from torchkata.judge.checks.differing import disagreement, value_failure
from torchkata.judge.checks.unrelated import explained
from torchkata.judge.compare import OUTPUT_LIMIT, output_difference
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.halves import Halves, begun
from torchkata.judge.pair import Pair
from torchkata.judge.side import Indices, generic
from torchkata.worker.messages import Step

LOUD = 1e-6  # where softmax saturates and sums cancel
LOUD_WEIGHTS = (8.0, 300.0)
LOUD_INPUTS = (30.0, 1.0)


@dataclass(frozen=True, slots=True)
class Related:
    """One build whose parameters are related, and comparisons by that relabelling, begun."""

    alignment: Alignment
    comparisons: tuple[Callable[[], None], ...]

    def compare(self) -> None:
        """Judge them."""
        for finish in self.comparisons:
            finish()


def check_values(
    pair: Pair, known: Layout, partners: dict[int, Indices]
) -> Halves[tuple[list[Alignment], Layout]]:
    """Relate both sides' parameters so that outputs and gradients agree, build after build.

    The first build is related as `known` says, if that holds, the others as the first, whose
    layout is returned too. `partners` takes the relabelling of each build whose values agree.
    """
    first, *others = pair.builds
    likely = begun(relating(pair, first, known, partners))
    yield
    related = likely()
    layout = layout_of(related.alignment)
    under_way = [begun(relating(pair, build, layout, partners)) for build in others]
    related.compare()
    found = [finish() for finish in under_way]
    for one in found:
        one.compare()
    return [one.alignment for one in (related, *found)], layout


def relating(
    pair: Pair, build: Build, layout: Layout, partners: dict[int, Indices]
) -> Halves[Related]:
    """One build, its parameters first taken as a layout says; a failure is about a case of it."""
    sides = pair.sides(build)
    aligned = begun(aligning(*sides, layout.partner(*sides)))
    yield
    try:
        alignment = agreeing(pair, build, aligned())
    except CheckFailedError as failure:
        failure.case = build.first if failure.case is None else failure.case
        raise
    if alignment.whole_partner is not None:
        partners[build.first] = alignment.whole_partner
    comparisons = (*quietly(pair, build, alignment), *loudly(pair, build, alignment))
    return Related(alignment, tuple(begun(comparison) for comparison in comparisons))


def agreeing(pair: Pair, build: Build, alignment: Alignment) -> Alignment:
    """The alignment, if outputs and gradients agree under it."""
    if alignment.partner is None:
        raise explained(pair, build, alignment)
    if not alignment.agreement.all:
        raise disagreement(pair, alignment.agreement)
    if pair.kind != "module" and alignment.reference.n:  # modules are trained at other weights
        again = verify(alignment.reference, alignment.attempt, alignment.partner, draw=1)
        if not again.all:
            raise disagreement(pair, again)
    return alignment


def quietly(pair: Pair, build: Build, alignment: Alignment) -> Iterator[Halves[None]]:
    """Cases whose gradients are not part of the contract: values alone."""
    rest = [case for case in build.cases if not pair.cases[case].grad]
    if rest:
        yield compare_values(pair, alignment, [Step(case) for case in rest], 1.0, OUTPUT_LIMIT)


def loudly(pair: Pair, build: Build, alignment: Alignment) -> Iterator[Halves[None]]:
    """Large weights and inputs: finite mask values, unstable softmaxes and overflow show."""
    if pair.kind not in ("module", "function") or not build.main:
        return
    levels = list(zip(LOUD_WEIGHTS, LOUD_INPUTS, strict=True))
    for weight, scale in levels if alignment.reference.n else levels[:1]:
        steps = [Step(case, scale=scale) for case in build.main]
        yield compare_values(pair, alignment, steps, weight, LOUD)


def compare_values(
    pair: Pair,
    alignment: Alignment,
    steps: list[Step],
    weight: float,
    limit: float,
    *,
    fresh: bool = False,
) -> Halves[None]:
    """Outputs alone, at generic weights with matrices times `weight`; of `fresh` targets."""
    assert alignment.partner is not None
    reference, attempt = alignment.reference, alignment.attempt
    values = generic(reference, 50)
    values = values * np.where(reference.fan > 0, weight, 1.0)
    theirs = mapped(values, alignment.partner)
    pending = attempt.start(theirs, steps, fresh=fresh)
    yield
    expected = reference.start(values, steps, fresh=fresh)().answers
    actual = pending().answers
    for step, right, ours in zip(steps, expected, actual, strict=True):
        difference = output_difference(right, ours, limit)
        if difference is not None:
            loud = "" if weight * step.scale == 1.0 else "with large weights or inputs, "
            failure = value_failure(pair, step.case, difference, loud)
            failure.loud = weight, step.scale
            raise failure
