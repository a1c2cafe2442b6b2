"""Outputs or gradients that differ under a relabelling, as failed checks."""

import math

from torchkata.judge.align.verify import Agreement
from torchkata.judge.compare import Difference
from torchkata.judge.failures import CheckFailedError, case_words, input_words
from torchkata.judge.pair import Pair


def value_failure(
    pair: Pair, case: int, difference: Difference, circumstance: str = ""
) -> CheckFailedError:
    """Outputs differ: which, by how much, on what."""
    words = case_words(pair.cases[case])
    check = "shapes" if difference.kind in ("structure", "shape") else "values"
    failure = CheckFailedError(
        check,
        f"values leave the reference {circumstance}in {words}",
        details=(difference.message, input_words(pair.cases[case])),
    )
    failure.case = case
    failure.values = difference.values
    return failure


def disagreement(pair: Pair, agreement: Agreement) -> CheckFailedError:
    """Outputs or gradients differ under the relabelling."""
    if agreement.difference is not None and agreement.case is not None:
        return value_failure(pair, agreement.case, agreement.difference)
    return gradient_failure(pair, agreement)


def gradient_failure(pair: Pair, agreement: Agreement) -> CheckFailedError:
    """Outputs agree and gradients do not."""
    assert agreement.case is not None
    names = ", ".join(agreement.gradients[:4])
    more = len(agreement.gradients) - 4
    details = (
        f"gradients differ for {names}" + (f" and {more} more" if more > 0 else ""),
        how_far(agreement.worst_gradient),
        input_words(pair.cases[agreement.case]),
    )
    words = case_words(pair.cases[agreement.case])
    message = f"outputs agree, gradients leave the reference in {words}"
    failure = CheckFailedError("gradients", message, details=details)
    failure.passed = ("values",)
    return failure


def how_far(worst: float) -> str:
    """How far off the worst gradient is, relative to the largest."""
    if not math.isfinite(worst):
        return "some of yours are nan or inf, where the reference's are numbers"
    return f"worst by {worst:.2g} of the largest gradient, allowed 1e-08"
