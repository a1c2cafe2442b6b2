"""The one line of an attempt that is not as in the reference, where all others are."""

from collections.abc import Sequence

from torchkata.contracts import Diff, DiffRow, KataError, RowKind
from torchkata.source.compare import compare

Lines = tuple[int, int]


def line_alone(attempt: str, reference: str, target: str) -> Lines | None:
    """Its number, twice; where a line is missing, the stretch in which it is.

    None where several lines differ, or none, and where an attempt is no Python.
    """
    try:
        diff = compare(attempt, reference, "", "", target)
    except (KataError, RecursionError):
        return None
    own = [row for row in diff.rows if row.kind in (RowKind.CHANGED, RowKind.EXTRA)]
    missing = [row for row in diff.rows if row.kind is RowKind.MISSING]
    if len(own) > 1 or len(missing) > 1:
        return None
    if own and own[0].attempt_line is not None:
        return own[0].attempt_line, own[0].attempt_line
    return around(diff, missing[0]) if missing else None


def around(diff: Diff, missing: DiffRow) -> Lines | None:
    """From the line after the one above to the line below."""
    place = diff.rows.index(missing)
    above = nearest(diff.rows[:place][::-1])
    below = nearest(diff.rows[place + 1 :])
    if above is None:
        return None
    return (above + 1, above + 1) if below is None else (above + 1, max(above + 1, below))




def nearest(rows: Sequence[DiffRow]) -> int | None:
    """The first line of the attempt in these rows."""
    return next((row.attempt_line for row in rows if row.attempt_line is not None), None)
