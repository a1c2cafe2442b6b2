"""Colour refinement: one value a colour, split colours by gradients, until nothing splits."""

from collections import Counter
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from torchkata.judge.align.budget import Budget
from torchkata.judge.align.labels import ABSOLUTE, is_discrete, loudest, split, unequal
from torchkata.judge.compare import OUTPUT_LIMIT, Difference, output_difference
from torchkata.judge.side import Indices, Side, Vector, answers_of_both
from torchkata.worker.messages import Answer

LIVE = 1e-9  # of the case's largest gradient: beyond this a scalar has one
EQUAL = 1e-6  # outputs at a colour-constant point; true equality is verified later, and sharper
JITTER = 1e-14  # relative change of the weights by which conditioning is measured
MOST_ROUNDS = 2000


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why no relabelling respects the colours."""

    case: int
    difference: Difference | None = None  # in outputs; None where gradients differ as multisets


@dataclass(frozen=True)
class Colouring:
    """Joint colours of both sides' scalars, and which were seen to have a gradient."""

    labels: Indices
    alive: np.ndarray


class OutOfTimeError(Exception):
    """The search took longer than it may; nothing is proved."""


class Refiner:
    """Refines colourings of one pair of sides. `contradiction` says why the last one failed."""

    def __init__(self, reference: Side, attempt: Side, *, budget: float) -> None:
        self.reference = reference
        self.attempt = attempt
        self.n = reference.n
        self.drawn: Counter[bytes] = Counter()  # how often at the same colours of the reference
        self.budget = Budget(attempt.bench, budget)
        self.rounds = 0
        self.is_shaky = True  # whether the conditioning has to be measured in each round
        self.contradiction: Contradiction | None = None

    def start(self) -> Colouring:
        """One colour for everything."""
        count = self.n + self.attempt.n
        return Colouring(np.zeros(count, np.int64), np.zeros(count, dtype=bool))

    def refine(self, colouring: Colouring, *, patience: int = 2) -> Colouring | None:
        """Split until `patience` rounds bring nothing; None on a contradiction."""
        idle = 0
        while idle < patience and not is_discrete(colouring.labels, self.n):
            if self.budget.is_used_up() or self.rounds > MOST_ROUNDS:
                raise OutOfTimeError
            refined = self.round(colouring)
            if refined is None:
                return None
            grew = refined.labels.max(initial=0) > colouring.labels.max(initial=0)
            idle = 0 if grew else idle + 1
            colouring = refined
        return colouring

    def round(self, colouring: Colouring) -> Colouring | None:
        """One redraw. A quick contradiction is believed only when measured with care."""
        values = self.draw(colouring.labels)
        for careful in (True,) if self.is_shaky else (False, True):
            refined = self.split_at(values, colouring, careful=careful)
            if refined is not None:
                if not len(unequal(refined.labels, self.n, refined.alive)):
                    return refined
                self.contradiction = Contradiction(self.reference.cases[0])
        return None

    def random(self, labels: Indices) -> np.random.Generator:
        """Numbers for these colours, whichever way led to them: so the reference's are known."""
        key = labels[: self.n].tobytes()
        self.drawn[key] += 1
        return np.random.default_rng((self.reference.seed, crc32(key), self.drawn[key]))

    def draw(self, labels: Indices) -> Vector:
        """A value for each colour, of a size that suits the fan-in of its matrices."""
        rng = self.random(labels)
        count = int(labels.max(initial=0)) + 1
        fan = np.zeros(count)
        np.maximum.at(fan, labels[: self.n], self.reference.fan)
        shrink = np.maximum(fan, 1) ** -rng.uniform(0.5, 1.0, size=count)
        sign = np.where(rng.random(count) < 0.75, 1, -1)
        return rng.uniform(0.4, 1.4, size=count) * sign * np.where(fan > 0, shrink, 0.7)

    def evaluate(self, values: Vector, labels: Indices) -> list[tuple[Answer, Answer]]:
        """Both sides' answers at the colour-constant point."""
        self.rounds += 1
        return self.answers(values[labels])

    def jittered(self, values: Vector, labels: Indices) -> list[tuple[Answer, Answer]]:
        """The same point moved by a few units in the last place, every scalar by its own."""
        rng = np.random.default_rng((self.reference.seed, crc32(values.tobytes())))
        point = values[labels] * (1 + JITTER * rng.normal(size=len(labels)))
        return self.answers(point)

    def answers(self, point: Vector) -> list[tuple[Answer, Answer]]:
        """Both sides' answers at a point: the reference's scalars, then the attempt's."""
        values = point[: self.n], point[self.n :]
        return answers_of_both((self.reference, self.attempt), values, (1, 2))

    def split_at(self, values: Vector, colouring: Colouring, *, careful: bool) -> Colouring | None:
        """Refine by the gradients at one point; None where outputs disagree there."""
        base = self.evaluate(values, colouring.labels)
        moved = self.jittered(values, colouring.labels) if careful else None
        worst = 0.0
        for index, (right, ours) in enumerate(base):
            nearby = moved[index] if moved is not None else None
            found = output_difference(right, ours, self.tolerance(right, ours, nearby))
            if found is not None:
                sharp = output_difference(right, ours, OUTPUT_LIMIT)
                self.contradiction = Contradiction(self.reference.cases[index], sharp or found)
                return None
            for seed in range(2):
                column = self.column(right, ours, seed)
                noise = None
                if nearby is not None:
                    noise = 100 * np.abs(self.column(*nearby, seed) - column)
                    peak = np.abs(column).max(initial=1e-300)
                    worst = max(worst, float(np.nan_to_num(noise).max(initial=0.0) / peak))
                colouring = self.split_by(column, noise, colouring)
        if careful:
            self.is_shaky = worst > LIVE
        return colouring

    def column(self, right: Answer, ours: Answer, seed: int) -> Vector:
        """Gradients of the reference's scalars, then of the attempt's."""
        return np.concatenate(
            [self.reference.gradient(right, seed), self.attempt.gradient(ours, seed)]
        )

    def split_by(self, column: Vector, noise: Vector | None, colouring: Colouring) -> Colouring:
        """Refine by one column of gradients; one that is not finite says nothing."""
        if not np.isfinite(column).all() or (noise is not None and not np.isfinite(noise).all()):
            return colouring
        largest = float(np.abs(column).max(initial=0.0))
        if largest == 0:
            return colouring
        if noise is not None:
            noise = loudest(noise, colouring.labels)
        limit = largest * LIVE if noise is None else np.maximum(largest * LIVE, noise)
        alive = colouring.alive | (np.abs(column) > limit)
        column = np.where(np.abs(column) < largest * ABSOLUTE, 0.0, column)
        return Colouring(split(colouring.labels, column, largest, noise), alive)

    def tolerance(self, right: Answer, ours: Answer, nearby: tuple[Answer, Answer] | None) -> float:
        """How far outputs may differ here: more where the point is badly conditioned."""
        if nearby is None:
            return EQUAL
        shaken = [
            output_difference(replace(near, kinds=base.kinds), base, 0.0)
            for base, near in zip((right, ours), nearby, strict=True)
        ]
        errors = [d.error for d in shaken if d is not None and np.isfinite(d.error)]
        return max([EQUAL, *(100 * error for error in errors)])
