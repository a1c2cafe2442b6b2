"""`kata diff`: an attempt beside the reference."""

from torchkata import catalog
from torchkata.contracts import Chosen, Diff, KataError


def diff(chosen: Chosen) -> Diff:
    """The chosen file and its kata's reference, row by row."""
    from torchkata.source import compare

    attempt, kata = chosen.attempt, chosen.kata
    if attempt.problem is not None:
        problem = attempt.problem
        raise KataError(
            f"{attempt.path}, line {problem.line}: {problem.message}",
            hint=f"`kata check {attempt.path}` shows the place",
        )
    reference = catalog.reference_text(kata)
    return compare(attempt.text, reference, kata.id, str(attempt.path), kata.target)
