"""`kata diff`: an attempt beside the reference."""

from torchkata import catalog
from torchkata.contracts import Chosen, Diff, KataError, SameValue
from torchkata.contracts.typed import typed


def diff(chosen: Chosen, *, with_values: bool = False) -> Diff:
    """The chosen file and its kata's reference, row by row.

    `with_values` runs both: lines of equal value then count as the same, however they are spelled.
    """
    from torchkata.source import compare

    attempt, kata = chosen.attempt, chosen.kata
    if attempt.problem is not None:
        problem = attempt.problem
        raise KataError(
            f"{attempt.path}, line {problem.line}: {problem.message}",
            hint=f"`kata check {typed(attempt.path)}` shows the place",
        )
    same_values: tuple[SameValue, ...] = ()
    if with_values:
        from torchkata.judge import same_values as found_in_run

        same_values = found_in_run(kata, attempt)
    reference = catalog.reference_text(kata)
    path = str(attempt.path)
    try:
        return compare(attempt.text, reference, kata.id, path, kata.target, same_values=same_values)
    except RecursionError as error:
        raise KataError(
            f"{path} is nested too deeply to be compared", hint="take its longest lines apart"
        ) from error
