"""Where an attempt that failed leaves the reference: what to record, on which case, and when."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from torchkata.contracts import Departure, Evidence
from torchkata.judge.evidence import Scene, evidence
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.pair import Pair
from torchkata.judge.side import Indices
from torchkata.worker.faults import AttemptError
from torchkata.worker.probes import with_probes
from torchkata.worker.remote import Remote

Locate = Callable[[Evidence], Departure | None]

FROM_VALUES = ("shapes", "values", "train mode")  # checks that fail by what is computed on the way
MOST_SCENES = 6


def departed(
    pair: Pair,
    failure: CheckFailedError,
    remote: Remote,
    locate: Locate,
    partners: Mapping[int, Indices],
) -> Departure | None:
    """Where the attempt first leaves the reference, as far as `locate` can tell.

    `partners` relates the parameters of the builds whose values agree.
    """
    if failure.attribute is not None:
        return at_attribute(failure, remote)
    if failure.check not in FROM_VALUES or pair.kind not in ("module", "function"):
        return None
    try:
        for scene in islice(scenes(pair, failure, partners), MOST_SCENES):
            found = evidence(pair, remote, scene)
            if found is not None:
                return locate(found)
    except AttemptError:  # it is judged already: what breaks now only costs the explanation
        return None
    return None


def scenes(
    pair: Pair, failure: CheckFailedError, partners: Mapping[int, Indices]
) -> Iterator[Scene]:
    """The case that failed; every case where it is not known which did."""
    weight, scale = failure.loud
    for build in pair.builds:
        for case in build.cases:
            if failure.case in (None, case):
                partner = partners.get(build.first)
                yield Scene(build, case, weight, scale, failure.train, partner)


def at_attribute(failure: CheckFailedError, remote: Remote) -> Departure | None:
    """The line on which the attribute gets its value."""
    line = with_probes(remote.target.source).attributes.get(f"self.{failure.attribute}")
    return None if line is None else Departure(line, failure.message)
