"""Values by another seed, also at weights and inputs far larger than the judge's own."""

from torchkata.judge.align import align
from torchkata.judge.author.finding import Finding
from torchkata.judge.checks.values import LOUD, compare_values
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.halves import begun
from torchkata.judge.ready import Ready
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Step

# Scores of attention reach 1e5, so that a finite -1e4 shows where infinity is meant; -1e9 does not.
WEIGHTS = 300.0
INPUTS = 300.0  # where there are no weights


def told_apart_loudly(by: Ready, text: str) -> Finding | None:
    """How values, usual and large, tell a text from the reference; None if they do not."""
    try:
        pair = by.opened(by.like(text), Engine())
        for build in pair.builds:
            alignment = align(*pair.sides(build))
            if not alignment.agreement.all or (alignment.is_proof and alignment.partner is None):
                return Finding(False, "values: weights and inputs of another seed tell it apart")
            if alignment.partner is None:
                continue
            scale = 1.0 if alignment.reference.n else INPUTS
            steps = [Step(case, scale=scale) for case in build.cases if pair.cases[case].grad]
            if steps:
                begun(compare_values(pair, alignment, steps, WEIGHTS, LOUD))()
    except CheckFailedError as failure:
        words = "; ".join((failure.message, *failure.details[:1]))
        return Finding(False, f"{failure.check}: {words}")
    except AttemptError as error:
        return Finding(False, f"raises {error}", raised=True)
    return None
