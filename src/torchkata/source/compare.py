"""An attempt beside the reference, line against line."""

import difflib
from collections.abc import Sequence

from torchkata.contracts import Diff, DiffRow, KataError, RowKind, SyntaxProblem
from torchkata.source.attempt import parsed
from torchkata.source.code_lines import CodeLine, Part, parts
from torchkata.source.likeness import paired


def compare(attempt: str, reference: str, kata_id: str, path: str, target: str) -> Diff:
    """Both files side by side: code alone, in the order of the reference's definitions.

    Imports, comments, docstrings, blank lines, formatting and the practice file's `main` are left
    out. Raises KataError where the attempt is not Python.
    """
    problem = parsed(attempt)
    if isinstance(problem, SyntaxProblem):
        raise KataError(
            f"{path}, line {problem.line}: {problem.message}", hint="mend the syntax first"
        )
    wanted = parts(reference)
    mine = _in_order_of(wanted, parts(attempt), target)
    return Diff(kata_id, path, tuple(_rows(_lines(mine), _lines(wanted))))


def _lines(found: Sequence[Part]) -> list[CodeLine]:
    return [line for part in found for line in part.lines]


def _in_order_of(reference: Sequence[Part], attempt: Sequence[Part], target: str) -> list[Part]:
    """The attempt's definitions where the reference has theirs; what has no place stays behind."""
    order = {part.name: place for place, part in enumerate(reference) if part.name}
    order |= _counterparts(reference, attempt, target)
    groups: list[tuple[int, list[Part]]] = [(-1, [])]
    for part in attempt:
        if part.name in order:
            groups.append((order[part.name], [part]))
        else:
            groups[-1][1].append(part)
    return [part for _, group in sorted(groups, key=lambda pair: pair[0]) for part in group]


def _counterparts(
    reference: Sequence[Part], attempt: Sequence[Part], target: str
) -> dict[str, int]:
    """Places for the attempt's own helpers: those of the reference's other helpers, in turn."""
    theirs = {part.name for part in attempt}
    mine = {part.name for part in reference} | {target}
    places = [i for i, part in enumerate(reference) if part.name and part.name not in theirs]
    helpers = [part.name for part in attempt if part.name and part.name not in mine]
    free = [place for place in places if reference[place].name != target]
    return dict(zip(helpers, free, strict=False))


def _rows(attempt: Sequence[CodeLine], reference: Sequence[CodeLine]) -> list[DiffRow]:
    mine, wanted = [line.key for line in attempt], [line.key for line in reference]
    rows: list[DiffRow] = []
    matcher = difflib.SequenceMatcher(None, mine, wanted, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        left, right = attempt[i:i_end], reference[j:j_end]
        if tag == "equal":
            rows += map(_row, left, right)
            continue
        for a, b in paired(mine[i:i_end], wanted[j:j_end]):
            rows.append(_row(None if a is None else left[a], None if b is None else right[b]))
    return rows


def _row(attempt: CodeLine | None, reference: CodeLine | None) -> DiffRow:
    if attempt is None:
        kind = RowKind.MISSING
    elif reference is None:
        kind = RowKind.EXTRA
    else:
        kind = RowKind.SAME if attempt.key == reference.key else RowKind.CHANGED
    return DiffRow(
        kind,
        attempt.number if attempt else None,
        attempt.shown if attempt else "",
        reference.number if reference else None,
        reference.shown if reference else "",
    )
