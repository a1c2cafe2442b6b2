"""Whether a small change makes a wrong attempt right: run quickly first, then judged in earnest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch

from torchkata.contracts import Edit
from torchkata.judge.align.budget import spent
from torchkata.judge.claimed import computes_the_same
from torchkata.judge.compare import are_same
from torchkata.judge.features import featured
from torchkata.judge.nearest import Nearest
from torchkata.judge.on_the_way import ALIKE, common, filled_in
from torchkata.judge.pair import Pair, Reference
from torchkata.judge.side import Indices, Vector
from torchkata.worker.faults import AttemptError
from torchkata.worker.mending import mended
from torchkata.worker.messages import Change, Mend, Record, Recorded
from torchkata.worker.remote import Remote

BATCH = 48  # changes in one message
SECONDS = 1.6  # of processor time, for all of them

NOTHING = Change(0, 0, "")


@dataclass(frozen=True)
class Plan:
    """How changes are run, and what the reference gives."""

    weights: torch.Tensor
    expected: dict[str, torch.Tensor]
    counts: tuple[int, ...] | None = None  # of scalars, where weights settle
    used: int = 0  # scalars that have a say in the reference then: a right attempt uses them


@dataclass
class Mending:
    """Runs an attempt with changes on one case, beside the reference.

    Where it is not known how parameters are related their weights are the same, or settle by
    themselves: then it makes no difference. What seems right is believed only once it is right at
    weights that differ.
    """

    pair: Pair
    remote: Remote
    asked: Record
    right: Recorded
    nearest: Nearest
    counts: tuple[int, ...]  # of scalars that a right attempt may have; none where any
    limit: float  # of the largest value: how far off what seems right may be
    left: float = field(default_factory=lambda: SECONDS)
    plans: list[Plan] = field(default_factory=list)
    is_hopeless: bool = False

    def __call__(self, edits: Sequence[Edit]) -> list[bool]:
        """Whether each change seems to make it right; shorter where time is up."""
        found: list[bool] = []
        if not self.plans:
            self.prepare()
        for start in range(0, len(edits), BATCH):
            if self.left <= 0 or self.is_hopeless:
                break
            part = edits[start : start + BATCH]
            changes = tuple(Change(edit.line, edit.column, edit.text) for edit in part)
            seems = self.tried(changes)
            found += seems
            if any(seems):
                break
        return found

    def prepare(self) -> None:
        """Find weights at which the attempt as it is differs from the reference."""
        self.plans = [plan for plan in self.possible() if not self.seems_right(plan)]
        self.is_hopeless = not self.plans

    def possible(self) -> Iterator[Plan]:
        """Ways to run it, what is quick first."""
        known, sure = self.nearest.known, self.nearest.sure
        is_sized = len(known) in self.counts
        if self.asked.weights.numel() and (known < 0).any():
            if self.nearest.raises:  # little is known of what comes after it
                yield self.common(np.full(1, -1))
            elif is_sized:
                if (known != sure).any():
                    yield self.common(sure)
                yield self.common(known)
            yield self.settling()
            if not self.nearest.raises and is_sized:
                yield self.by_features(known)
        yield Plan(self.asked.weights, self.right.outputs[0])

    def common(self, known: Indices) -> Plan:
        """Where it makes no difference how what is unknown is related."""
        values = self.nearest.values
        right, ours = common(known, values)
        return self.at(right, ours if (known >= 0).any() else ours[:1])

    def by_features(self, known: Indices) -> Plan:
        """Where features have one order on both sides, which is likely and no more."""
        others = featured(self.nearest.reference.side, self.nearest.attempt.side)
        return self.at(*filled_in(known, self.nearest.values, others))

    def at(self, right: Vector, ours: Vector) -> Plan:
        """Weights of both sides."""
        expected = self.nearest.recorded_reference(right).outputs[0]
        return Plan(torch.from_numpy(ours), expected)

    def settling(self) -> Plan:
        """Where nothing is known, or there are too many scalars, or too few."""
        assert isinstance(self.pair.reference, Reference)
        weights = torch.full((1,), ALIKE, dtype=torch.float64)
        asked = Mend(replace(self.asked, weights=weights), (NOTHING,), (len(self.nearest.values),))
        expected = mended(self.pair.reference.engine, asked)
        return Plan(weights, expected.outputs[0], self.counts, expected.uses[0].moved)

    def seems_right(self, plan: Plan) -> bool:
        """Whether the attempt gives the reference's outputs as it is."""
        return bool(self.run((NOTHING,), plan)[0])

    def tried(self, changes: tuple[Change, ...]) -> list[bool]:
        """Each change at the first weights that tell something, and where weights settle.

        Only there is something told of a change after which there are more scalars, or fewer.
        """
        first, *others = self.plans
        seems = self.run(changes, first)
        settling = [plan for plan in others if plan.counts is not None]
        if settling:
            is_fixed = {len(self.nearest.known)}.issuperset(self.counts)
            asked = [is_it or (is_it is None and not is_fixed) for is_it in seems]
            likely = tuple(change for change, is_it in zip(changes, asked, strict=True) if is_it)
            sure = iter(self.run(likely, settling[0]) if likely else ())
            return [is_it and bool(next(sure)) for is_it in asked]
        return [bool(is_it) for is_it in seems]

    def run(self, changes: tuple[Change, ...], plan: Plan) -> list[bool | None]:
        """Whether outputs are the reference's; None where there are none."""
        asked = replace(self.asked, weights=plan.weights)
        mend = Mend(asked, changes, plan.counts, self.left)
        before = spent(self.remote)
        try:
            found = self.remote.mend(mend)
        except AttemptError:
            self.left = 0.0
            return [False] * len(changes)
        self.left -= spent(self.remote) - before
        return [
            use.reached >= plan.used and are_same(outputs, plan.expected, self.limit)
            if outputs
            else None
            for outputs, use in zip(found.outputs, found.uses, strict=True)
        ]

    def is_right(self, text: str) -> bool:
        """Whether a text is the reference's function, its parameters related as they may be."""
        before = spent(self.remote)
        found = computes_the_same(self.pair, self.remote, self.asked, text)
        self.left -= spent(self.remote) - before
        return found
