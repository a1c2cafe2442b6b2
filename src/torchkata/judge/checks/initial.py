"""What a target holds once it is built: attributes and initial values that the kata names."""

import numpy as np

from torchkata.contracts import Kata
from torchkata.judge.align import Alignment
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, about, case_words
from torchkata.judge.pair import Pair
from torchkata.judge.side import Vector
from torchkata.worker.messages import Evaluation, Result

CLOSE = 1e-6  # of the value: it may have been written down in float32


def check_named(pair: Pair, build: Build, alignment: Alignment, kata: Kata) -> None:
    """What the kata names is as in the reference."""
    check_attributes(pair, build, kata.attributes)
    check_initial(pair, build, alignment, kata.initial)


def check_attributes(pair: Pair, build: Build, attributes: tuple[str, ...]) -> None:
    """Each of these is an attribute of the module, the number that it is in the reference."""
    expected, actual = (inventory.numbers for inventory in pair.inventories[build.first])
    for name, number in expected.items():
        if name not in attributes or actual.get(name) == number:
            continue
        found = f"{actual[name]:g}" if name in actual else "missing, or no number"
        message = f"the attribute {name} is {found}, expected {number:g}"
        details = (f"others read {pair.target}'s {name}: set self.{name} in __init__",)
        words = (*details, f"in {case_words(pair.cases[build.first])}")
        raise about(name, CheckFailedError("state", message, details=words))


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
