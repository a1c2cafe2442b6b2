"""What parameters begin at, where the kata names their initial values."""

import numpy as np

from torchkata.judge.align import Alignment
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, about, case_words
from torchkata.judge.pair import Pair
from torchkata.judge.side import Vector
from torchkata.worker.messages import Evaluation, Result

CLOSE = 1e-6  # of the value: it may have been written down in float32


def check_initial(pair: Pair, build: Build, alignment: Alignment, initial: tuple[str, ...]) -> None:
    """Each scalar that plays one of the reference's `initial` parameters begins as that does."""
    partner = alignment.whole_partner
    if not initial or partner is None:
        return
    evaluation = Evaluation(build=build.first, steps=(), fresh=True, shows_leaves=True)
    expected, actual = map(values_of, pair.evaluate(evaluation))
    named = [leaf.name in initial for leaf in alignment.reference.leaves]
    counts = np.diff(alignment.reference.offsets)
    is_named = np.repeat(np.array(named, dtype=bool), counts)
    paired = np.flatnonzero(partner >= 0)
    paired = paired[is_named[partner[paired]]]
    wanted, given = expected[partner[paired]], actual[paired]
    far = ~(np.abs(given - wanted) <= CLOSE * np.maximum(np.abs(wanted), 1.0))
    if far.any():
        place = int(np.flatnonzero(far)[0])
        owner = int(np.searchsorted(alignment.attempt.offsets, paired[place], side="right")) - 1
        name = alignment.attempt.leaves[owner].name
        words = f"{name} does not begin at the value that the kata names"
        numbers = f"yours {given[place]:.6g}, reference {wanted[place]:.6g}"
        details = (f"{numbers}, in {case_words(pair.cases[build.first])}",)
        raise about(name, CheckFailedError("state", words, details=details))


def values_of(result: Result) -> Vector:
    """All scalars of the leaves."""
    assert result.leaves is not None
    values: Vector = result.leaves.numpy()
    return values
