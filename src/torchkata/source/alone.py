"""The one line of an attempt that is not as in the reference, where all others are."""

import ast
from collections.abc import Iterator, Sequence

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
        line = own[0].attempt_line
        words = attempt.splitlines()[line - 1].strip()
        is_there = words in map(str.strip, reference.splitlines())  # it differs by what it is for
        return None if is_there else (line, line)
    return around(diff, missing[0]) if missing else None


def is_as_in(attempt: str, reference: str, line: int) -> bool:
    """Whether the statement that begins on a line stands in the reference as it is."""
    own = [words for number, words in said(attempt) if number == line]
    return bool(own) and {words for _, words in said(reference)}.issuperset(own)


def said(text: str) -> Iterator[tuple[int, str]]:
    """The lines on which statements begin, with what these say; of what has a body, its head."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            words = ast.unparse(node)
            yield node.lineno, words.splitlines()[0] if hasattr(node, "body") else words


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
