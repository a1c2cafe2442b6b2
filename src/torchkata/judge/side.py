"""One side of a comparison: a built target as a function of one flat vector of scalars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from torchkata.worker.case import Case
from torchkata.worker.messages import (
    Answer,
    Evaluation,
    Inventory,
    LeafInfo,
    Result,
    Step,
    Target,
)

Vector = NDArray[np.float64]
Indices = NDArray[np.int64]


class Bench(Protocol):
    """What runs a target: `Engine` here, or `Remote` in a process of its own."""

    def load(self, target: Target) -> None:
        """Execute a file."""

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """Take the cases."""

    def inspecting(self, case: int) -> Callable[[], Inventory]:
        """Begin to build the target for a case; calling what is returned tells what it is."""

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run steps on a built target."""

    def start(self, evaluation: Evaluation) -> Callable[[], Result]:
        """Begin to run steps; calling what is returned waits for the result."""

    def spent(self) -> float:
        """Processor seconds that it has taken outside this process; inf where none are left."""


@dataclass(frozen=True)
class Side:
    """A target built for one group of cases. `held` scalars stay at `held_at`, the rest is free."""

    bench: Bench
    build: int  # the case whose constructor arguments are used
    cases: tuple[int, ...]  # those with gradients
    leaves: tuple[LeafInfo, ...]
    seed: int = 0  # of the weights that are drawn for it
    transparent: bool = False
    held: Indices = field(default_factory=lambda: np.zeros(0, np.int64))
    held_at: float = 0.0

    @cached_property
    def offsets(self) -> Indices:
        """Where each leaf begins in the whole vector, and its end."""
        sizes = [int(np.prod(leaf.shape, dtype=np.int64)) for leaf in self.leaves]
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @cached_property
    def total(self) -> int:
        """How many scalars there are, held ones included."""
        return int(self.offsets[-1])

    @cached_property
    def kept(self) -> Indices:
        """The scalars that are free, as places in the whole vector."""
        free = np.ones(self.total, dtype=bool)
        free[self.held] = False
        return np.flatnonzero(free)

    @cached_property
    def n(self) -> int:
        """How many scalars are free."""
        return len(self.kept)

    @cached_property
    def owner(self) -> Indices:
        """For each free scalar, the number of its leaf."""
        whole = np.repeat(np.arange(len(self.leaves)), np.diff(self.offsets))
        return whole[self.kept]

    @cached_property
    def fan(self) -> Vector:
        """For each free scalar, the fan-in of its matrix, 0 for vectors."""
        fans = [
            float(np.prod(leaf.shape[1:])) if len(leaf.shape) > 1 else 0.0 for leaf in self.leaves
        ]
        return np.array(fans, dtype=np.float64)[self.owner] if fans else np.zeros(0)

    def whole_leaves(self) -> list[tuple[int, LeafInfo, Indices]]:
        """Leaves that are free in every scalar: number, what they are, their scalars."""
        found = []
        for number, leaf in enumerate(self.leaves):
            mine = np.flatnonzero(self.owner == number)
            if len(mine) and len(mine) == self.offsets[number + 1] - self.offsets[number]:
                found.append((number, leaf, mine))
        return found

    def weights(self, values: Vector) -> torch.Tensor:
        """The whole vector for given free scalars."""
        whole = np.full(self.total, self.held_at)
        whole[self.kept] = values
        return torch.from_numpy(whole)

    def start(
        self, values: Vector, steps: Sequence[Step], *, fresh: bool = False
    ) -> Callable[[], Result]:
        """Begin to run steps with given free scalars, dropout replaced by its stand-in."""
        return self.bench.start(
            Evaluation(
                build=self.build,
                steps=tuple(steps),
                weights=self.weights(values),
                fresh=fresh,
                drop=True,
                transparent=self.transparent,
            )
        )

    def answers(self, values: Vector, seeds: tuple[int, ...]) -> tuple[Answer, ...]:
        """One answer for each case that is differentiated, in eval mode."""
        return self.start(values, self.steps(seeds))().answers

    def steps(self, seeds: tuple[int, ...]) -> list[Step]:
        """Each case that is differentiated, once in eval mode."""
        return [Step(case, seeds=seeds) for case in self.cases]

    def gradient(self, answer: Answer, seed: int = 0) -> Vector:
        """The free scalars' gradients along one of the seeds."""
        whole: Vector = answer.gradients[seed].numpy()
        return whole[self.kept]


def answers_of_both(
    sides: tuple[Side, Side], values: tuple[Vector, Vector], seeds: tuple[int, ...]
) -> list[tuple[Answer, Answer]]:
    """The answers of reference and attempt, case by case; both sides work at the same time."""
    (reference, attempt), (right, ours) = sides, values
    pending = attempt.start(ours, attempt.steps(seeds))
    return list(zip(reference.answers(right, seeds), pending().answers, strict=True))


def generic(side: Side, draw: int) -> Vector:
    """Values at which nothing vanishes by accident: N(0, 1/fan_in), vectors 0.3 + 0.5 N.

    `draw` numbers the independent draws of one check.
    """
    rng = np.random.default_rng((side.seed, draw))
    fan = side.fan
    scale = np.where(fan > 0, 1 / np.sqrt(np.maximum(fan, 1)), 0.5)
    return rng.normal(size=side.n) * scale + np.where(fan > 0, 0.0, 0.3)
