"""bfloat16, where the reference can run in it: a table in float32 shows in no other dtype."""

from dataclasses import replace

from torchkata.contracts import KataError
from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import mapped
from torchkata.judge.checks.bookkeeping import DRAW, compare, plan
from torchkata.judge.checks.halves import Halves
from torchkata.judge.draw import Build
from torchkata.judge.failures import OWN_WORDS
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Step

NARROW = "bfloat16"
COARSE = 0.25  # of the largest value: what three digits may lose on the way


def check_bfloat16(pair: Pair, build: Build, alignment: Alignment) -> Halves[None]:
    """The dtype of the first case's outputs, and that their values are not far off."""
    if pair.kind not in ("module", "function"):
        yield
        return
    assert alignment.partner is not None
    values = generic(alignment.reference, DRAW)
    theirs = alignment.attempt.weights(mapped(values, alignment.partner))
    mine = alignment.reference.weights(values)
    first = (Step(build.first),)
    narrow = replace(plan(build, mine, dtype=NARROW, device="cpu"), steps=first)
    pending = pair.attempt.start(replace(narrow, weights=theirs))
    yield
    try:
        expected = pair.reference.evaluate(narrow)
    except KataError:  # an operation that the CPU has no bfloat16 for
        return
    truth = pair.reference.evaluate(replace(narrow, dtype="float64"))
    try:
        actual = pending()
    except AttemptError as error:
        if error.fault.type in OWN_WORDS:
            raise
        return  # as above; two dtypes that do not go together raise in float64 too
    compare(pair, (build.first,), truth, expected, actual, f"in {NARROW}", coarse=COARSE)
