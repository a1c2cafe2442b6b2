"""Whether a relabelling holds at generic weights."""

from dataclasses import dataclass

import numpy as np

from torchkata.judge.compare import (
    FLOOR,
    OUTPUT_LIMIT,
    Difference,
    gradient_errors,
    input_gradient_errors,
    largest_gradient,
    output_difference,
)
from torchkata.judge.halves import Halves, begun
from torchkata.judge.side import Indices, Side, Vector, generic
from torchkata.worker.messages import Answer

GRADIENT_LIMIT = 1e-8  # of the largest gradient of the case
DRAW, SEED = 1000, 3  # of the weights and of the cotangents


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well outputs and gradients agree under one relabelling."""

    case: int | None = None  # the first case that disagrees
    difference: Difference | None = None  # in an output
    gradients: tuple[str, ...] = ()  # leaves and inputs whose gradients differ, worst first
    worst_gradient: float = 0.0  # relative to the largest of its case

    @property
    def values(self) -> bool:
        """Whether all outputs agree."""
        return self.difference is None

    @property
    def all(self) -> bool:
        """Whether outputs and gradients agree."""
        return self.values and not self.gradients


def mapped(values: Vector, partner: Indices) -> Vector:
    """The attempt's scalars for the reference's; one without a partner may be anything."""
    free = np.random.default_rng(77).normal(size=len(partner))
    return np.where(partner >= 0, values[np.maximum(partner, 0)], free) if len(values) else free


def verify(reference: Side, attempt: Side, partner: Indices, *, draw: int = 0) -> Agreement:
    """Compare both sides on all cases at weights drawn for the purpose."""
    return begun(verifying(reference, attempt, partner, draw=draw))()


def verifying(
    reference: Side, attempt: Side, partner: Indices, *, draw: int = 0
) -> Halves[Agreement]:
    """The same in two halves."""
    values, seeds = generic(reference, DRAW + draw), (SEED + draw,)
    pending = attempt.start(mapped(values, partner), attempt.steps(seeds))
    yield
    pairs = zip(reference.answers(values, seeds), pending().answers, strict=True)
    for case, (right, ours) in zip(reference.cases, pairs, strict=True):
        found = agreement(case, right, ours, partner, reference, attempt)
        if not found.all:
            return found
    return Agreement()


def agreement(
    case: int,
    right: Answer,
    ours: Answer,
    partner: Indices,
    reference: Side,
    attempt: Side,
) -> Agreement:
    """Compare one answer with the reference's: outputs, then gradients."""
    difference = output_difference(right, ours, OUTPUT_LIMIT)
    if difference is not None:
        return Agreement(case, difference)
    gradient = reference.gradient(right)
    scale = max(largest_gradient(right, gradient), 1e-300)
    allowed = max(scale * GRADIENT_LIMIT, FLOOR * right.magnitude)
    errors = gradient_errors(gradient, attempt.gradient(ours), partner, attempt, reference)
    errors |= input_gradient_errors(right, ours)
    bad = sorted((n for n, e in errors.items() if e > allowed), key=errors.__getitem__)
    if not bad:
        return Agreement()
    return Agreement(case, None, tuple(reversed(bad)), errors[bad[-1]] / scale)
