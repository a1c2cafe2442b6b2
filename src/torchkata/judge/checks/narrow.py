"""bfloat16, where the reference can run in it: a table in float32 shows in no other dtype."""

from dataclasses import replace

from torchkata.contracts import KataError
from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import mapped
from torchkata.judge.checks.bookkeeping import DRAW, plan, refuse_dtypes
from torchkata.judge.draw import Build
from torchkata.judge.failures import OWN_WORDS, case_words
from torchkata.judge.halves import Halves
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Step

NARROW = "bfloat16"


def check_bfloat16(pair: Pair, build: Build, alignment: Alignment) -> Halves[None]:
    """The dtypes of the first case's outputs; values of three digits prove nothing."""
    if pair.kind not in ("module", "function"):
        yield
        return
    assert alignment.partner is not None
    values = generic(alignment.reference, DRAW)
    theirs = alignment.attempt.weights(mapped(values, alignment.partner))
    mine = alignment.reference.weights(values)
    once = replace(plan(build, mine, dtype=NARROW, device="cpu"), steps=(Step(build.first),))
    pending = pair.attempt.start(replace(once, weights=theirs))
    yield
    try:
        expected = pair.reference.evaluate(once)
    except KataError:  # an operation that the CPU has no bfloat16 for
        return
    try:
        actual = pending()
    except AttemptError as error:
        if error.fault.type in OWN_WORDS:
            raise
        return  # as above; two dtypes that do not go together raise in float64 too
    words = f"in {NARROW}, {case_words(pair.cases[build.first])}"
    refuse_dtypes(expected.answers[0], actual.answers[0], words)
