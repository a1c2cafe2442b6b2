"""How much of the reference an attempt says, as one figure."""

from torchkata import catalog
from torchkata.contracts import Chosen, KataError

LONGEST = 20_000  # characters of an attempt that are compared at every check


def recall(chosen: Chosen) -> float | None:
    """How much of the reference the attempt says, 0 to 1; None for no Python."""
    from torchkata import source

    attempt, kata = chosen.attempt, chosen.kata
    if attempt.problem is not None or len(attempt.text) > LONGEST:
        return None
    try:
        return source.recall(attempt.text, catalog.reference_text(kata), kata.target)
    except (KataError, RecursionError):  # one deeper than Python goes
        return None
