"""Two texts as a unified diff."""

import ast
import difflib

CONTEXT = 2  # unchanged lines shown around a change


def unified(before: str, after: str, *, by_meaning: bool) -> tuple[str, ...]:
    """The lines of the diff; `by_meaning` leaves out comments and formatting."""
    if by_meaning:
        before, after = ast.unparse(ast.parse(before)), ast.unparse(ast.parse(after))
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=CONTEXT, lineterm="")
    return tuple(lines)[2:]  # without the names of the files, of which one is none
