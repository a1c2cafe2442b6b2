"""A wrong attempt recorded beside the reference, for whoever wants to say where it goes wrong."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from torchkata.contracts import Event, Evidence, Recording, Repair
from torchkata.judge.align.budget import Budget
from torchkata.judge.claimed import computes_the_same
from torchkata.judge.compare import OUTPUT_LIMIT, REPAIRED, are_same
from torchkata.judge.draw import Build
from torchkata.judge.failures import true_sizes
from torchkata.judge.mending import Mending
from torchkata.judge.nearest import Nearest
from torchkata.judge.odd import odd_parts, suspects
from torchkata.judge.on_the_way import Half
from torchkata.judge.pair import Pair, Reference
from torchkata.judge.side import Indices, generic
from torchkata.judge.sizes import Sizes
from torchkata.worker.case import Case
from torchkata.worker.messages import Patch, Record, Recorded, Target, Trial
from torchkata.worker.probes import with_probes
from torchkata.worker.recording import recorded
from torchkata.worker.remote import Remote

DRAW = 40
BATCH = 12  # trials in one message
SECONDS = 0.9  # of processor time, for all of them
LIMITS = (REPAIRED, OUTPUT_LIMIT)  # a difference may be tiny, where there is no larger one
TINY = 1e-12  # what is then right: a repair that makes it smaller and no more is none
SLACK = 10  # times as far off, where a change is run at weights of another kind


@dataclass(frozen=True)
class Scene:
    """What is run to see where values differ."""

    build: Build
    case: int
    weight: float = 1.0  # what matrices are multiplied by
    scale: float = 1.0  # and inputs
    train: bool = False
    rounds: int = 0  # runs in train mode before it
    partner: Indices | None = None  # how the parameters are related, where that is known
    usual: Indices | None = None  # how they were in earlier attempts
    surplus: int = 0  # of scalars that matter
    most_steps: int | None = None  # of an optimizer: the first few tell as much, and sooner

    @property
    def asked(self) -> Record:
        """The run, its weights left open."""
        empty = torch.zeros(0, dtype=torch.float64)
        record = Record(self.build.first, self.case, empty, self.scale, self.train)
        return replace(record, rounds=self.rounds, most_steps=self.most_steps)


def evidence(pair: Pair, remote: Remote, scene: Scene, *, raises: bool) -> Evidence | None:
    """Both sides recorded in a scene; None where nothing can be said, or nothing differs.

    Where the check failed by what the attempt `raises`, it has to do so here.
    """
    assert isinstance(pair.reference, Reference)
    engine = pair.reference.engine
    build = scene.build
    reference, attempt = pair.sides(build)
    values = generic(reference, DRAW)
    values = values * np.where(reference.fan > 0, scene.weight, 1.0)
    asked = scene.asked
    halves = (
        Half(reference, partial(recorded, engine), engine.target.source, scene.case),
        Half(attempt, remote.record, remote.target.source, scene.case),
    )
    nearest = Nearest(*halves, values, asked, raises)
    if not nearest.run(scene.partner, scene.usual) or nearest.found is None:
        return None
    asked, found, right = nearest.asked, nearest.found, nearest.right
    limit = next((x for x in LIMITS if not is_right(found.outputs[0], right, x)), None)
    if limit is None:
        return None
    limit = TINY if limit == OUTPUT_LIMIT else limit
    sizes = Sizes(reference.total, attempt.total, scene.surplus, raises)
    mending = Mending(pair, remote, asked, right, nearest, sizes.right, SLACK * limit)
    return Evidence(
        recording(found, remote.target),
        recording(right, engine.target),
        numbers_of(pair.cases[scene.case]),
        not found.outputs[0],
        scene.train,
        odd_parts(reference, attempt),
        suspects(reference, attempt),
        Trying(remote, asked, right, limit),
        (remote.target.source, engine.target.source),
        mending,
        mending.is_right,
        is_related=scene.partner is not None or not attempt.total,
        is_bare=not attempt.total,
        is_sized=not sizes.differ,
        is_idle=sizes.has_idle,
        is_common=nearest.is_common,
    )


def evidence_of_gradients(pair: Pair, remote: Remote, scene: Scene) -> Evidence:
    """What there is where outputs agree: both texts, and whether another one is right."""
    assert isinstance(pair.reference, Reference)
    nothing = Recording((), (), (), {})
    return Evidence(
        attempt=nothing,
        reference=nothing,
        symbols={},
        has_raised=False,
        train=False,
        odd=(),
        suspects=(),
        try_out=lambda repairs: [],
        texts=(remote.target.source, pair.reference.engine.target.source),
        mends=lambda edits: [],
        is_right=partial(computes_the_same, pair, remote, scene.asked),
        is_alike=True,
    )


class Trying:
    """Runs the attempt with repairs until one makes its output right."""

    def __init__(self, remote: Remote, asked: Record, right: Recorded, limit: float) -> None:
        self.remote, self.asked, self.right, self.limit = remote, asked, right, limit
        self.budget = Budget(remote, SECONDS)

    def __call__(self, repairs: Sequence[Repair]) -> list[bool]:
        """Whether each repair helps; shorter where one did, or where time is up."""
        found: list[bool] = []
        for start in range(0, len(repairs), BATCH):
            if self.budget.is_used_up():
                break
            part = repairs[start : start + BATCH]
            pool: list[torch.Tensor] = []
            trials: list[Trial] = []
            for repair in part:
                patches: list[Patch] = []
                for site, values in repair.values.items():
                    patches.append(Patch(site, tuple(range(len(pool), len(pool) + len(values)))))
                    pool += [torch.from_numpy(np.array(value, order="C")) for value in values]
                trials.append(Trial(tuple(patches)))
            asked = replace(self.asked, pool=tuple(pool), trials=tuple(trials))
            outputs = self.remote.record(asked).outputs
            found += [is_right(output, self.right, self.limit) for output in outputs]
            if any(found):
                break
        return found


def numbers_of(case: Case) -> dict[str, int]:
    """What it was drawn with, by name."""
    return {**true_sizes(case), **{k: v for k, v in case.build.items() if type(v) is int}}


def is_right(outputs: dict[str, torch.Tensor], right: Recorded, limit: float) -> bool:
    """Whether outputs are the reference's, up to so much of the largest value."""
    return are_same(outputs, right.outputs[0], limit)


def recording(found: Recorded, target: Target) -> Recording:
    """What was seen, with the places in the file that it was seen at."""
    probed = with_probes(target.source)
    sites = probed.sites
    events, building = (
        tuple(
            Event(seen.site, seen.occurrence, array_of(seen.value))
            for seen in group
            if seen.site < len(sites) and seen.value.numel() and not seen.value.is_complex()
        )
        for group in (found.events, found.building)
    )
    lines = probed.statements
    begun = (bisect_right(lines, line) for line in found.callers)
    callers = tuple(lines[place - 1] for place in begun if place)
    made, said, classes = probed.attributes, probed.wording, probed.classes
    return Recording(sites, events, lines, made, callers, building, said, classes)


def array_of(value: torch.Tensor) -> NDArray[Any]:
    """A value for numpy, which knows no bfloat16 and smaller."""
    array: NDArray[Any] = (value.double() if value.is_floating_point() else value).numpy()
    return array
