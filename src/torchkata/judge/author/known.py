"""The reference as every mutant meets it: what it gave once it gives again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from torchkata.judge.side import Bench
from torchkata.worker.case import Case
from torchkata.worker.messages import Evaluation, Inventory, Result, Target

MOST = 400  # results that are kept: the first ones, which every comparison begins with

Key = tuple[Evaluation, bytes]


class Known:
    """A bench that remembers the results of another one, on the cases of one seed."""

    def __init__(self) -> None:
        self.bench: Bench | None = None
        self.results: dict[Key, Result] = {}

    def take(self, bench: Bench) -> None:
        """Remember for this bench from now on; later ones are taken to be its like."""
        if self.bench is None:
            self.bench = bench

    def load(self, target: Target) -> None:
        """The bench behind was loaded."""

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """The bench behind was prepared."""

    def inspect(self, case: int) -> Inventory:
        """What the reference built for a case consists of."""
        assert self.bench is not None
        return self.bench.inspect(case)

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run steps on the reference, or give what they gave before."""
        assert self.bench is not None
        weights = evaluation.weights
        key = (
            replace(evaluation, weights=None),
            b"" if weights is None else weights.numpy().tobytes(),
        )
        if key not in self.results:
            result = self.bench.evaluate(evaluation)
            if len(self.results) >= MOST:
                return result
            self.results[key] = result
        return self.results[key]

    def start(self, evaluation: Evaluation) -> Callable[[], Result]:
        """The same, at the time when the result is asked for."""
        return partial(self.evaluate, evaluation)
