"""A wrong attempt recorded beside the reference, for whoever wants to say where it goes wrong."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from torchkata.contracts import Event, Evidence, Recording, Repair
from torchkata.judge.align.entry import by_name, by_order
from torchkata.judge.compare import value_difference
from torchkata.judge.draw import Build
from torchkata.judge.pair import Pair, Reference
from torchkata.judge.side import Indices, Side, Vector, generic
from torchkata.worker.messages import Record, Recorded, Target, Trial
from torchkata.worker.probes import with_probes
from torchkata.worker.recording import recorded
from torchkata.worker.remote import Remote

DRAW = 40
REPAIRED = 1e-7  # of the largest value: a repair that came through float32 is one too
BATCH = 12  # trials in one message


def evidence(
    pair: Pair, remote: Remote, build: Build, case: int, loud: tuple[float, float]
) -> Evidence | None:
    """Both sides recorded on a case; None where nothing can be said, or nothing differs.

    `loud` is what matrices and inputs are multiplied by.
    """
    weight, scale = loud
    assert isinstance(pair.reference, Reference)
    engine = pair.reference.engine
    reference, attempt = pair.sides(build)
    values = generic(reference, DRAW)
    values = values * np.where(reference.fan > 0, weight, 1.0)
    right = recorded(engine, Record(build.first, case, reference.weights(values), scale))
    best: tuple[int, Record, Recorded] | None = None
    for partner in maps(reference, attempt):
        asked = Record(build.first, case, attempt.weights(given(values, partner)), scale)
        found = remote.record(asked)
        score = agreeing(found, right)
        if best is None or score > best[0]:
            best = score, asked, found
    if best is None or is_right(best[2].outputs[0], right):
        return None
    _, asked, found = best
    drawn = pair.cases[case]
    numbers = {**drawn.sizes, **{k: v for k, v in drawn.build.items() if type(v) is int}}
    return Evidence(
        recording(found, remote.target),
        recording(right, engine.target),
        numbers,
        odd_parts(reference, attempt),
        Trying(remote, asked, right),
    )


class Trying:
    """Runs the attempt with repairs until one makes its output right."""

    def __init__(self, remote: Remote, asked: Record, right: Recorded) -> None:
        self.remote, self.asked, self.right = remote, asked, right

    def __call__(self, repairs: Sequence[Repair]) -> list[bool]:
        """Whether each repair helps; shorter where one did and the rest was not tried."""
        found: list[bool] = []
        for start in range(0, len(repairs), BATCH):
            part = repairs[start : start + BATCH]
            pool: list[torch.Tensor] = []
            trials: list[Trial] = []
            for repair in part:
                places = range(len(pool), len(pool) + len(repair.values))
                pool += [torch.from_numpy(np.array(value, order="C")) for value in repair.values]
                trials.append(Trial(repair.site, tuple(places)))
            a = self.asked
            asked = Record(a.build, a.case, a.weights, a.scale, tuple(pool), tuple(trials))
            outputs = self.remote.record(asked).outputs
            found += [is_right(output, self.right) for output in outputs]
            if any(found):
                break
        return found


def is_right(outputs: dict[str, torch.Tensor], right: Recorded) -> bool:
    """Whether outputs are the reference's."""
    expected = right.outputs[0]
    return outputs.keys() == expected.keys() and all(
        outputs[name].shape == value.shape
        and outputs[name].dtype == value.dtype
        and value_difference(name, outputs[name], value, REPAIRED, 0.0) is None
        for name, value in expected.items()
    )


def recording(found: Recorded, target: Target) -> Recording:
    """What was seen, with the places in the file that it was seen at."""
    probed = with_probes(target.source)
    sites = probed.sites
    events = (
        Event(seen.site, seen.occurrence, array_of(seen.value))
        for seen in found.events
        if seen.site < len(sites) and seen.value.numel() and not seen.value.is_complex()
    )
    return Recording(sites, tuple(events), probed.statements, probed.attributes)


def array_of(value: torch.Tensor) -> NDArray[Any]:
    """A value for numpy, which knows no bfloat16 and smaller."""
    array: NDArray[Any] = (value.double() if value.is_floating_point() else value).numpy()
    return array


def agreeing(found: Recorded, right: Recorded) -> int:
    """How many values of the attempt are values of the reference too."""
    known = {signature(seen.value) for seen in right.events}
    return sum(signature(seen.value) in known for seen in found.events)


def signature(value: torch.Tensor) -> tuple[object, ...]:
    """By which a value is known again in any layout, to six digits."""
    if value.dtype == torch.bool:
        return value.numel(), int(value.sum())
    double = value.double().nan_to_num(0.0, 0.0, 0.0)
    return value.numel(), f"{float(double.square().sum()):.6g}", f"{float(double.abs().max()):.6g}"


def odd_parts(reference: Side, attempt: Side) -> tuple[str, ...]:
    """Parts of the attempt with a tensor of a shape that the reference has not, or has more of."""
    partner = by_likeness(reference, attempt)
    starts = attempt.offsets
    alone = [
        leaf.name
        for number, leaf in enumerate(attempt.leaves)
        if starts[number] < starts[number + 1] and partner[starts[number]] < 0
    ]
    used = np.isin(np.arange(reference.total), partner)
    lacking = [
        leaf.name
        for number, leaf in enumerate(reference.leaves)
        if not used[reference.offsets[number] : reference.offsets[number + 1]].any()
    ]
    near = {name.rpartition(".")[0] for name in lacking}
    played = {
        leaf.name.rpartition(".")[0]
        for number, leaf in enumerate(attempt.leaves)
        if (place := partner[starts[number]]) >= 0
        and reference.leaves[reference.owner[place]].name.rpartition(".")[0] in near
    }
    return tuple(dict.fromkeys([*alone, *sorted(played - {""})]))


def given(values: Vector, partner: Indices) -> Vector:
    """The attempt's scalars; those without a partner are like the others, and are nobody's."""
    free = np.random.default_rng(5).normal(size=len(partner)) * 0.3
    return np.where(partner >= 0, values[np.maximum(partner, 0)], free) if len(values) else free


def maps(reference: Side, attempt: Side) -> Iterator[Indices]:
    """Likely relabellings where none is right: by name, by order, matrices and vectors in order."""
    seen: set[bytes] = set()
    candidates = (by_name, by_order, by_likeness, by_kind)
    for candidate in candidates:
        partner = candidate(reference, attempt)
        if partner is not None and partner.tobytes() not in seen:
            seen.add(partner.tobytes())
            yield partner


def by_likeness(reference: Side, attempt: Side) -> Indices:
    """Each leaf of the attempt plays the next free one of its shape, transposed if need be."""
    partner = np.full(attempt.total, -1)
    free = list(range(len(reference.leaves)))
    for number, leaf in enumerate(attempt.leaves):
        for flipped in (False, True):
            shape = leaf.shape[::-1] if flipped else leaf.shape
            fitting = [i for i in free if reference.leaves[i].shape == shape]
            if fitting:
                chosen = fitting[0]
                free.remove(chosen)
                first, last = reference.offsets[chosen], reference.offsets[chosen + 1]
                places = np.arange(first, last).reshape(shape)
                places = places.T if flipped else places
                partner[attempt.offsets[number] : attempt.offsets[number + 1]] = places.reshape(-1)
                break
    return partner


def by_kind(reference: Side, attempt: Side) -> Indices | None:
    """All matrices in order, then all vectors in order: how fused layers hold them."""
    parts = [(side, scalars(side, True), scalars(side, False)) for side in (reference, attempt)]
    (_, matrices, vectors), (_, own_matrices, own_vectors) = parts
    if len(matrices) != len(own_matrices) or len(vectors) != len(own_vectors):
        return None
    partner = np.full(attempt.total, -1)
    partner[own_matrices], partner[own_vectors] = matrices, vectors
    return partner


def scalars(side: Side, in_matrices: bool) -> Indices:
    """The places of all scalars in matrices, or in vectors."""
    found = [
        np.arange(side.offsets[number], side.offsets[number + 1])
        for number, leaf in enumerate(side.leaves)
        if (len(leaf.shape) > 1) == in_matrices
    ]
    return np.concatenate(found) if found else np.zeros(0, np.int64)
