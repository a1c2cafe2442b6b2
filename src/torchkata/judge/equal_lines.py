"""Which statements of an attempt had the values of statements of the reference."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from torchkata.contracts import Attempt, Event, Kata, KataError, Recording, SameValue
from torchkata.contracts.typed import typed
from torchkata.judge.align import align
from torchkata.judge.evidence import DRAW, recording
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.likely import given, maps
from torchkata.judge.nearest import agreeing
from torchkata.judge.pair import Reference
from torchkata.judge.ready import ready
from torchkata.judge.side import generic
from torchkata.worker.faults import AttemptError
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Record
from torchkata.worker.recording import recorded
from torchkata.worker.remote import Remote

SEED = 1
CLOSE = 1e-9  # of the largest entry
Array = NDArray[Any]
Values = tuple[Array, ...]


def equal_lines(kata: Kata, attempt: Attempt) -> tuple[SameValue, ...]:
    """Statements with equal tensors under related parameters, each of the attempt's once.

    None where the target is run by a driver of its own. Raises KataError where the attempt does
    not run.
    """
    if kata.kind.needs_driver:
        return ()
    with Launch(seconds=kata.seconds, device="cpu", hidden=(kata.folder,)) as launch:
        try:
            found = _recordings(kata, attempt, Remote(launch))
        except (AttemptError, CheckFailedError) as error:
            raise KataError(
                f"{attempt.path} could not be run: {error}",
                hint=f"`kata check {typed(attempt.path)}` tells more; "
                "without --run it is only read",
            ) from error
    return _paired(_statements(found[0]), _statements(found[1]))


def _recordings(kata: Kata, attempt: Attempt, remote: Remote) -> tuple[Recording, Recording]:
    """Both sides on the first case, with related parameters."""
    pair = ready(kata, SEED).opened(attempt, remote)
    build = pair.builds[0]
    assert isinstance(pair.reference, Reference)
    engine = pair.reference.engine
    alignment = align(*pair.sides(build))
    if alignment.partner is None:
        reference, own = pair.sides(build)
        partners = list(maps(reference, own))
    else:
        reference, own = alignment.reference, alignment.attempt
        partners = [alignment.partner]
    values = generic(reference, DRAW)
    right = recorded(engine, Record(build.first, build.first, reference.weights(values), 1.0))
    weights = [own.weights(given(values, partner)) for partner in partners]
    found = [remote.record(Record(build.first, build.first, w, 1.0)) for w in weights]
    if not found:
        raise CheckFailedError("values", "its parameters cannot be related to the reference's")
    best = max(found, key=lambda run: agreeing(run.events, right.events))
    return recording(best, remote.target), recording(right, engine.target)


def _statements(recording: Recording) -> dict[int, Values]:
    """What each statement gave, by its first line: one tensor, or the parts it was taken into."""
    found: dict[int, list[Event]] = {}
    for event in recording.events:
        site = recording.sites[event.site]
        if (site.is_whole and not site.is_operand) or site.is_bound:
            found.setdefault(site.statement, []).append(event)
    return {
        line: tuple(event.value for event in events)
        for line, events in found.items()
        if any(_tells(event.value) for event in events)
    }


def _tells(value: Array) -> bool:
    """Whether two equal values of this kind are hardly an accident."""
    return value.size > 1 and bool((value != value.flat[0]).any())


def _paired(own: Mapping[int, Values], wanted: Mapping[int, Values]) -> tuple[SameValue, ...]:
    pairs = []
    free = dict(own)
    for reference_line, values in wanted.items():
        line = next((n for n, mine in free.items() if _are_equal(mine, values)), None)
        if line is not None:
            del free[line]
            pairs.append(SameValue(line, reference_line))
    return tuple(pairs)


def _are_equal(own: Values, wanted: Values) -> bool:
    return len(own) == len(wanted) and all(
        a.shape == b.shape and a.dtype.kind == b.dtype.kind and _are_close(a, b)
        for a, b in zip(own, wanted, strict=True)
    )


def _are_close(a: Array, b: Array) -> bool:
    if a.dtype.kind != "f":
        return bool((a == b).all())
    finite = np.abs(b[np.isfinite(b)])
    allowed = CLOSE * float(finite.max(initial=0.0))
    return bool(np.allclose(a, b, rtol=0.0, atol=allowed, equal_nan=True))
