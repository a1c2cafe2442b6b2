"""A side of a comparison whose output is a value on the way to its output."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from torchkata.contracts import Site
from torchkata.judge.align.refine import LIVE
from torchkata.judge.side import Bench, Indices, Side, Vector, generic
from torchkata.worker.case import Case
from torchkata.worker.messages import (
    Evaluation,
    Inventory,
    Part,
    Record,
    Recorded,
    Result,
    Seen,
    Target,
)
from torchkata.worker.probes import with_probes

ALIKE = 0.3  # every weight, where it is not known which of them is which
DRAW = 41

Look = Callable[[Record], Recorded]


@dataclass(frozen=True)
class PartBench:
    """A bench that gives a value on the way in place of outputs."""

    bench: Bench
    look: Look
    part: Part

    def load(self, target: Target) -> None:
        """As the bench."""
        self.bench.load(target)

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """As the bench."""
        self.bench.prepare(cases)

    def inspecting(self, case: int) -> Callable[[], Inventory]:
        """As the bench."""
        return self.bench.inspecting(case)

    def spent(self) -> float:
        """As the bench."""
        return self.bench.spent()

    def evaluate(self, evaluation: Evaluation) -> Result:
        """The value and its gradients, for each step."""
        assert evaluation.weights is not None
        answers = []
        for step in evaluation.steps:
            part = replace(self.part, seeds=step.seeds)
            asked = Record(evaluation.build, step.case, evaluation.weights, part=part)
            answer = self.look(asked).part
            assert answer is not None
            answers.append(answer)
        return Result(tuple(answers), {})

    def start(self, evaluation: Evaluation) -> Callable[[], Result]:
        """The same, when it is asked for."""
        return partial(self.evaluate, evaluation)


@dataclass(frozen=True)
class Half:
    """One side, and what it computes in one case where all weights are one number."""

    side: Side
    look: Look
    source: str
    case: int

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """The values in order."""
        return self.seen_at(np.full(self.side.total, ALIKE))

    def seen_at(self, values: Vector) -> tuple[Seen, ...]:
        """The same at other weights."""
        return self.look(Record(self.side.build, self.case, self.side.weights(values))).events

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """Where values stand."""
        return with_probes(self.source).sites

    def up_to(self, seen: Seen, *, is_laid_out: bool = True) -> Side:
        """The side with a value on the way as its output."""
        part = Part(seen.site, seen.occurrence, (), is_laid_out)
        bench = PartBench(self.side.bench, self.look, part)
        return replace(self.side, cases=(self.case,), bench=bench)

    def alive(self, seen: Seen) -> NDArray[np.bool_]:
        """Which scalars a value is made of."""
        side = self.up_to(seen)
        gradient = np.abs(side.gradient(side.answers(generic(side, DRAW), (1,))[0]))
        found: NDArray[np.bool_] = gradient > LIVE * gradient.max(initial=1e-300)
        return found


def common(known: Indices, values: Vector) -> tuple[Vector, Vector]:
    """Weights of both sides that are the same point however the unknown ones are related."""
    return filled_in(known, values, (np.full(len(values), ALIKE), np.full(len(known), ALIKE)))


def filled_in(
    known: Indices, values: Vector, others: tuple[Vector, Vector]
) -> tuple[Vector, Vector]:
    """Weights of both sides: values where a partner is known, the others elsewhere."""
    right, ours = others[0].copy(), others[1].copy()
    used = known[known >= 0]
    right[used] = ours[known >= 0] = values[used]
    return right, ours
