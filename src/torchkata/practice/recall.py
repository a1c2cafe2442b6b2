"""How much of the reference an attempt says, as one figure."""

from torchkata import catalog
from torchkata.contracts import Chosen, KataError, RowKind

LONGEST = 20_000  # characters of an attempt that are compared at every check


def recall(chosen: Chosen) -> float | None:
    """The share of the reference's lines that the attempt has too, 0 to 1; None for no Python."""
    from torchkata.source import compare

    attempt, kata = chosen.attempt, chosen.kata
    if attempt.problem is not None or len(attempt.text) > LONGEST:
        return None
    try:
        reference = catalog.reference_text(kata)
        rows = compare(attempt.text, reference, kata.id, str(attempt.path), kata.target).rows
    except KataError:
        return None
    wanted = [row.kind for row in rows if row.reference_line is not None]
    return wanted.count(RowKind.SAME) / len(wanted) if wanted else None
