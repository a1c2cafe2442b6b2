"""`kata diff`: an attempt beside the reference."""

from pathlib import Path

from torchkata import catalog
from torchkata.contracts import Chosen, Diff, KataError, SameValue
from torchkata.practice.place import Place

PAGES = (".html", ".htm")


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
            hint=f"`kata check {attempt.path}` shows the place",
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


def write_page(place: Place, diff: Diff, name: str) -> Path:
    """Write the page; a file that is no such page is left alone."""
    from torchkata.render.diff_page import MARKER, page

    path = place.path(name)
    if path.suffix.lower() not in PAGES:
        raise KataError(f'"{name}" is no name for a page', hint=f"try `--html {path.stem}.html`")
    try:
        if path.exists() and MARKER not in path.read_text(encoding="utf-8", errors="replace"):
            raise KataError(
                f'"{name}" is there already and is not a page of kata diff',
                hint="choose another name, or move it away",
            )
        path.write_text(page(diff), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise KataError(f'"{name}" cannot be written: {reason}') from error
    return place.shown(path)
