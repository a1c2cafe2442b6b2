"""The shortest way to the verdict that a text is another function than the reference.

Most mutants end here. Whatever relabelling there is must hold on every case, so two cases are
enough to say no; and nobody needs an explanation.
"""

from collections.abc import Sequence
from dataclasses import replace

from torchkata.contracts import KataError
from torchkata.judge.align import align
from torchkata.judge.author.finding import Finding
from torchkata.judge.checks.unrelated import in_natural_order
from torchkata.judge.compare import OUTPUT_LIMIT, output_difference
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.pair import Pair
from torchkata.judge.ready import Ready
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Evaluation, Step

FEW = 2  # cases that are tried before all of them
NO_RELABELLING = "values: no relabelling of its parameters computes the same function"


def told_at_once(by: Ready, text: str) -> Finding | None:
    """The proof, or None where the whole judgement is needed."""
    try:
        pair = by.opened(by.like(text), Engine())
        first, *others = pair.builds
        few = first.cases[:FEW]
        found = told_on(pair, first, few)
        left = others if few == first.cases else pair.builds
        return found or next(filter(None, (told_on(pair, b, b.cases) for b in left)), None)
    except CheckFailedError as failure:
        return Finding(False, f"{failure.check}: {failure.message}")
    except AttemptError as error:
        return Finding(False, f"raises {error}", raised=True)
    except KataError:
        return None


def told_on(pair: Pair, build: Build, cases: Sequence[int]) -> Finding | None:
    """By outputs alone where there is nothing to relabel, else by the lack of a relabelling."""
    has_leaves = any(inventory.leaves for inventory in pair.inventories[build.first])
    steps = tuple(Step(case) for case in cases)
    expected, actual = pair.evaluate(Evaluation(build=build.first, steps=steps, drop=True))
    for right, ours in zip(expected.answers, actual.answers, strict=True):
        found = output_difference(right, ours, OUTPUT_LIMIT)
        if found is not None and not (has_leaves and found.kind == "value"):
            return Finding(False, f"values: {found.message}")
    return not_related(pair, build, cases) if has_leaves else None


def not_related(pair: Pair, build: Build, cases: Sequence[int]) -> Finding | None:
    """That no relabelling of parameters serves all these cases."""
    reference, attempt = (
        replace(side, cases=tuple(case for case in side.cases if case in cases))
        for side in pair.sides(build)
    )
    if not reference.cases:
        return None
    alignment = align(reference, attempt)
    if alignment.partner is not None or alignment.cut:
        return None
    if alignment.is_proof:
        return Finding(False, NO_RELABELLING)
    # The judge's own rule: where the search has ended, a difference in natural order counts.
    natural = None if alignment.ran_out else in_natural_order(pair, build)
    return Finding(False, f"{natural.check}: {natural.message}") if natural else None
