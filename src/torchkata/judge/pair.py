"""The reference here and the attempt in its process, on the same cases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from torchkata.contracts import KataError
from torchkata.judge.draw import Build
from torchkata.judge.side import Bench, Side
from torchkata.worker.case import Case
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Evaluation, Inventory, Result, Step, Target

MOST = 1000  # results that a reference remembers

Key = tuple[Evaluation, bytes]


class Reference:
    """The reference in this process: what it gave once it gives again.

    What it raises is the kata's mistake, not the learner's.
    """

    def __init__(self, kata: str) -> None:
        self.engine = Engine()
        self.kata = kata
        self.results: dict[Key, Result] = {}

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Turn a fault into words for the kata's author."""
        try:
            yield
        except AttemptError as error:
            place = f"line {error.fault.line} of its reference" if error.fault.line else "its files"
            raise KataError(
                f"kata '{self.kata}' is broken: {error} ({place})",
                hint=f"Tell its author; `kata show {self.kata}` names the sources.",
                exit_code=3,
            ) from error

    def load(self, target: Target) -> None:
        """Execute the reference's file."""
        with self.answering():
            self.engine.load(target)

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """Take the cases."""
        self.engine.prepare(cases)

    def inspect(self, case: int) -> Inventory:
        """What the reference built for a case consists of."""
        with self.answering():
            return self.engine.inspect(case)

    def inspecting(self, case: int) -> Callable[[], Inventory]:
        """The same, at the time when it is asked for."""
        return partial(self.inspect, case)

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run steps on the reference, or give what they gave before."""
        weights = evaluation.weights
        held = b"" if weights is None else weights.numpy().tobytes()
        key = (replace(evaluation, weights=None), held)
        if key not in self.results:
            with self.answering():
                result = self.engine.evaluate(evaluation)
            if len(self.results) >= MOST:
                return result
            self.results[key] = result
        return self.results[key]

    def start(self, evaluation: Evaluation) -> Callable[[], Result]:
        """The same, at the time when the result is asked for."""
        return partial(self.evaluate, evaluation)

    def spent(self) -> float:
        """None: it runs in this process."""
        return 0.0


@dataclass(frozen=True)
class Pair:
    """Both benches, ready; inventories are by the number of a build's first case."""

    target: str
    kind: str
    reference: Bench
    attempt: Bench
    cases: tuple[Case, ...]
    builds: tuple[Build, ...]
    inventories: dict[int, tuple[Inventory, Inventory]]
    seed: int

    def sides(self, build: Build, *, transparent: bool = False) -> tuple[Side, Side]:
        """Both sides of one build, over the cases whose gradients are compared."""
        cases = tuple(case for case in build.cases if self.cases[case].grad)
        reference, attempt = self.inventories[build.first]
        return (
            Side(self.reference, build.first, cases, reference.leaves, self.seed, transparent),
            Side(self.attempt, build.first, cases, attempt.leaves, self.seed, transparent),
        )

    def evaluate(self, evaluation: Evaluation) -> tuple[Result, Result]:
        """The same steps on both, at the same time."""
        ours = self.attempt.start(evaluation)
        return self.reference.evaluate(evaluation), ours()

    def plain_steps(self, build: Build) -> tuple[Step, ...]:
        """Every case of a build once in eval mode, at the end the first without gradients."""
        may_go_without = self.kind in ("module", "function")  # an optimizer's driver needs them
        once = tuple(Step(case) for case in build.cases)
        return (*once, Step(build.first, no_grad=may_go_without))
