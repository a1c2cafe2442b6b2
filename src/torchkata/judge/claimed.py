"""Whether a text is right, as a change of an attempt claims to make it."""

from collections.abc import Iterator
from dataclasses import replace

from torchkata.judge.align import Alignment, Layout, aligning, layout_of
from torchkata.judge.checks.values import compare_values, loudly, quietly
from torchkata.judge.compare import OUTPUT_LIMIT
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.halves import Halves, begun
from torchkata.judge.pair import Pair
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Record, Step
from torchkata.worker.remote import Remote

ALIGNING = 0.5  # processor seconds for the parameters of one build


def computes_the_same(pair: Pair, remote: Remote, asked: Record, text: str) -> bool:
    """Whether a text in place of the attempt's is the reference's function, in all builds.

    The build of the run that failed comes first; in train mode too if it was in train mode, or
    after it.
    """
    before = remote.target
    builds = sorted(pair.builds, key=lambda build: build.first != asked.build)
    try:
        remote.load(replace(before, source=text))
        remote.prepare(pair.cases)
        layout = Layout()
        for build in builds:
            inventories = {
                build.first: (pair.inventories[build.first][0], remote.inspect(build.first))
            }
            found = same_in(replace(pair, inventories=inventories), build, layout, asked)
            if found is None:
                return False
            layout = layout_of(found)
    except (AttemptError, CheckFailedError):
        return False
    finally:
        remote.load(before)
        remote.prepare(pair.cases)
    return True


def same_in(pair: Pair, build: Build, layout: Layout, asked: Record) -> Alignment | None:
    """How parameters are related in one build; None or CheckFailedError where it is not right."""
    sides = pair.sides(build)
    likely = layout.partner(*sides)
    found = begun(aligning(*sides, likely, budget=ALIGNING, exclusion=0.0))()
    if found.partner is None or not found.agreement.all:
        return None
    for finish in [begun(one) for one in comparisons(pair, build, found, asked)]:
        finish()
    return found


def comparisons(
    pair: Pair, build: Build, found: Alignment, asked: Record
) -> Iterator[Halves[None]]:
    """Outputs of all cases, with large values too, and in train mode, or after it, if it failed."""
    yield from quietly(pair, build, found)
    yield from loudly(pair, build, found)
    if asked.train or asked.rounds:
        steps = [Step(case, train=True) for case in build.cases] * max(asked.rounds, 1)
        after = [Step(case) for case in build.cases] if asked.rounds else []
        yield compare_values(pair, found, steps + after, 1.0, OUTPUT_LIMIT, fresh=True)
