"""Where an attempt that failed leaves the reference: what to record, on which case, and when."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

import numpy as np

from torchkata.contracts import Departure, Evidence, Kind
from torchkata.judge.align import Layout
from torchkata.judge.evidence import Scene, evidence, evidence_of_gradients
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.named import says_what_is_missing
from torchkata.judge.pair import Pair
from torchkata.judge.side import Indices
from torchkata.worker.faults import AttemptError
from torchkata.worker.remote import Remote

Locate = Callable[[Evidence], Departure | None]

GRADIENTS = "gradients"
FROM_VALUES = ("shapes", "values", "train mode")  # checks that fail by what is computed on the way
MOST_SCENES = 12
MOST_STEPS = 3  # of an optimizer, before all that a case asks for


def departed(
    pair: Pair | None,
    failure: CheckFailedError,
    remote: Remote,
    locate: Locate,
    partners: Mapping[int, Indices],
    layout: Layout,
) -> Departure | None:
    """Where the attempt first leaves the reference, as far as `locate` can tell.

    `pair` is there once both sides are built; `partners` relates the parameters of the builds
    whose values agree, `layout` those of earlier attempts.
    """
    is_read = failure.blame is not None  # what is to blame is known: its line is read, not run
    is_run = failure.check in FROM_VALUES or (failure.check == "builds" and failure.fault)
    is_run = is_run or (failure.check == GRADIENTS and not failure.fault)
    fault = failure.fault
    is_named = fault is not None and says_what_is_missing(fault, remote.target.source)
    if pair is None or is_read or not is_run or is_named:
        return None
    try:
        for scene in islice(scenes(pair, failure, partners, layout), MOST_SCENES):
            if failure.check == GRADIENTS:
                return locate(evidence_of_gradients(pair, remote, scene))
            found = evidence(pair, remote, scene, raises=fault is not None)
            if found is not None:
                with np.errstate(all="ignore"):  # values may be as large as they like
                    return locate(found)
    except (AttemptError, RecursionError):  # it is judged already: only the explanation is lost
        return None
    return None


def scenes(
    pair: Pair, failure: CheckFailedError, partners: Mapping[int, Indices], layout: Layout
) -> Iterator[Scene]:
    """The case that failed, of an optimizer its first steps; every case where it is not known."""
    weight, scale = failure.loud
    has_raised = failure.fault is not None
    in_train_mode = failure.train or (has_raised and failure.check == "train mode")
    surplus, first = failure.surplus or (0, None)
    for build in sorted(pair.builds, key=lambda build: build.first != first):
        partner, usual = partners.get(build.first), layout.partner(*pair.sides(build))
        for case in build.cases:
            if failure.case in (None, case):
                rounds = failure.rounds
                scene = Scene(build, case, weight, scale, in_train_mode, rounds, partner, usual)
                if build.first == first:
                    scene = replace(scene, surplus=surplus)
                if pair.kind == Kind.OPTIMIZER and not has_raised:
                    yield replace(scene, most_steps=MOST_STEPS)
                yield scene
