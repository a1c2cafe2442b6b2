"""bfloat16, where the reference can run in it: a table in float32 shows in no other dtype."""

from dataclasses import replace

from torchkata.contracts import KataError
from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import mapped
from torchkata.judge.checks.bookkeeping import CHECK, DRAW, MEND, plan, refuse_dtypes
from torchkata.judge.draw import Build
from torchkata.judge.failures import OWN_WORDS, CheckFailedError, case_words, failure_of
from torchkata.judge.halves import Halves
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.faults import AttemptError, Fault
from torchkata.worker.messages import Step

NARROW = "bfloat16"
MIXED = ("same dtype", "expected scalar type", "should be the same", "mixed dtype")  # says torch


def check_bfloat16(pair: Pair, build: Build, alignment: Alignment) -> Halves[None]:
    """The dtypes of the first case's outputs; values of three digits prove nothing."""
    if pair.kind not in ("module", "function") and not alignment.reference.n:
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
        if any(words in error.fault.message for words in MIXED):
            raise mixed(pair, build, error.fault) from error
        return  # as above
    words = f"in {NARROW}, {case_words(pair.cases[build.first])}"
    refuse_dtypes(expected.answers[0], actual.answers[0], words)


def mixed(pair: Pair, build: Build, fault: Fault) -> CheckFailedError:
    """Two dtypes met that do not go together: in float64 what is narrower had become wider."""
    failure = failure_of(fault, pair.target, check=CHECK)
    where = f"in {NARROW}, {case_words(pair.cases[build.first])}"
    failure.message = f"{failure.message}, {where}"
    failure.details = (*failure.details, MEND)
    return failure
