"""A kata made ready to judge by: its cases drawn and its reference built, without an attempt."""

import secrets
from dataclasses import dataclass, replace

from torchkata.catalog import driver_text, reference_text
from torchkata.contracts import Attempt, Blame, Kata, Suspect
from torchkata.contracts.verdict import SEEDS
from torchkata.judge.draw import Build, builds, draw_cases
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.halves import Halves, begun
from torchkata.judge.pair import Pair, Reference
from torchkata.judge.side import Bench
from torchkata.worker.case import Case
from torchkata.worker.messages import Inventory, Target


@dataclass(frozen=True)
class Ready:
    """All that judging by a kata needs on the reference's side, by one seed."""

    kata: Kata
    target: Target  # the reference's file
    seed: int
    cases: tuple[Case, ...]
    groups: tuple[Build, ...]
    reference: Reference
    inventories: dict[int, Inventory]  # of the reference, by a build's first case

    def is_for(self, kata: Kata) -> bool:
        """Whether it is still what is on disk."""
        return self.kata == kata and self.target == reference_target(kata)

    def like(self, text: str) -> Attempt:
        """A text as an attempt in the reference's place."""
        return Attempt(self.kata.reference, text, self.kata.id, (), None)

    def opened(self, attempt: Attempt, bench: Bench) -> Pair:
        """Both sides, once the attempt is loaded and built for each set of arguments.

        CheckFailedError where it cannot be called like the reference.
        """
        return begun(self.opening(attempt, self.pair(bench, {})))()

    def opening(self, attempt: Attempt, unbuilt: Pair) -> Halves[Pair]:
        """The same in two halves, from a pair of which nothing is built yet."""
        own = replace(self.target, source=attempt.text, path=str(attempt.path))
        bench = unbuilt.attempt
        bench.load(own)
        bench.prepare(self.cases)
        building = {first: bench.inspecting(first) for first in self.inventories}
        yield
        inventories = {first: (self.inventories[first], ours()) for first, ours in building.items()}
        check_signature(self.kata.target, *inventories[self.groups[0].first])
        return replace(unbuilt, inventories=inventories)

    def supposed(self, bench: Bench) -> Pair:
        """Both sides where the attempt cannot be built: as if it consisted of what it should."""
        bench.prepare(self.cases)
        inventories = {first: (theirs, theirs) for first, theirs in self.inventories.items()}
        return self.pair(bench, inventories)

    def pair(self, bench: Bench, inventories: dict[int, tuple[Inventory, Inventory]]) -> Pair:
        """Both sides with what they consist of."""
        return Pair(
            self.kata.target,
            self.kata.kind.value,
            self.reference,
            bench,
            self.cases,
            self.groups,
            inventories,
            self.seed,
        )


def any_seed() -> int:
    """A seed that nobody can foresee."""
    return secrets.randbelow(SEEDS)


def ready(kata: Kata, seed: int) -> Ready:
    """Draw the cases and build the reference. KataError where its files do not run."""
    return ready_on(kata, reference_target(kata), draw_cases(kata, seed), seed)


def ready_on(kata: Kata, target: Target, cases: tuple[Case, ...], seed: int) -> Ready:
    """Build the reference for cases that are there."""
    groups = builds(kata, cases)
    reference = Reference(kata.id)
    reference.load(target)
    reference.prepare(cases)
    inventories = {build.first: reference.inspect(build.first) for build in groups}
    return Ready(kata, target, seed, cases, groups, reference, inventories)


def reference_target(kata: Kata) -> Target:
    """The reference and the kata's driver, as they are on disk."""
    return Target(
        reference_text(kata),
        str(kata.reference),
        kata.target,
        kata.kind.value,
        driver_text(kata),
        str(kata.driver or ""),
    )


def check_signature(target: str, reference: Inventory, attempt: Inventory) -> None:
    """Order of arguments and default numbers; None and 0 may mean the same, so only numbers."""
    if reference.positional is not None and attempt.positional is not None:
        for index, name in enumerate(reference.positional):
            if attempt.positional[index : index + 1] != (name,):
                message = f"{target}'s argument {index + 1} by position has to be {name}"
                details = (f"in order: {', '.join(reference.positional)}",)
                raise CheckFailedError("builds", message, details=details)
    if attempt.shared:
        message = f"two {target} objects share their {attempt.shared[0]}"
        raise CheckFailedError("state", message, details=("make it anew in __init__",))
    for name, expected in reference.defaults.items():
        actual = attempt.defaults.get(name, expected)
        if actual != expected:
            message = f"{target}'s {name} defaults to {actual:g}, expected {expected:g}"
            failure = CheckFailedError("builds", message)
            failure.blame = Blame(Suspect.ARGUMENT, name)
            raise failure
