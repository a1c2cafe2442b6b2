"""The one line of an attempt that is not as in the reference, where all others are."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from torchkata.contracts import Diff, DiffRow, KataError, RowKind
from torchkata.source.compare import compare

PLACEHOLDERS = ("...", "pass")


@dataclass(frozen=True, slots=True)
class Alone:
    """A line that differs, twice; or one that is missing: the lines that it is missing between."""

    first: int
    last: int
    is_missing: bool = False


def line_alone(attempt: str, reference: str, target: str) -> Alone | None:
    """The only line that differs, or the only one that is missing.

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
        words = written(attempt)[line - 1]
        is_there = words in written(reference)  # it differs by what it is for
        return None if is_there else Alone(line, line, words in PLACEHOLDERS)
    return around(diff, missing[0], attempt) if missing else None


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


def written(text: str) -> list[str]:
    """Each line without its comment, and without what it is indented by."""
    return [line.partition("#")[0].strip() for line in text.splitlines()]


def around(diff: Diff, missing: DiffRow, attempt: str) -> Alone | None:
    """What holds its place, `...` or `pass`, if anything does; else its neighbours."""
    place = diff.rows.index(missing)
    above = nearest(diff.rows[:place][::-1])
    below = nearest(diff.rows[place + 1 :])
    if above is None:
        return None
    lines = written(attempt)
    around_it = range(above, len(lines) + 1 if below is None else below + 1)
    held = [line for line in around_it if lines[line - 1] in PLACEHOLDERS]
    if held:
        return Alone(held[0], held[-1], is_missing=True)
    return Alone(above, above if below is None else below, is_missing=True)


def nearest(rows: Sequence[DiffRow]) -> int | None:
    """The first line of the attempt in these rows."""
    return next((row.attempt_line for row in rows if row.attempt_line is not None), None)
