"""`kata dev check`: a table of katas, then what has to be mended."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import DevReport, Fate, KataReport, MutantResult, Shown
from torchkata.render.layout import columns, hanging, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown, style_of

HEADS = ("kata", "mutants", "killed", "raised", "equal", "waived", "left", "variants", "time")
MOST_SHOWN = 12  # survivors of one kata


def dev_report(report: DevReport, marks: Marks = UNICODE) -> RenderableType:
    """The table, then each kata's flaws, survivors and rejected variants."""
    rows = [tuple(Text(head, style="dim") for head in ("", *HEADS))]
    rows += [_row(kata, marks) for kata in report.katas]
    parts: list[RenderableType] = [columns(_right_aligned(rows), indent=0, gap=1)]
    for kata in report.katas:
        parts += _kata(kata, marks)
    return Group(*parts, Text(), _total(report, marks))


def difference(shown_now: Shown) -> RenderableType:
    """One mutant or variant as a diff."""
    title = shown(f"{shown_now.kata}: {shown_now.title}")
    lines = [shown(line, _diff_style(line)) for line in shown_now.lines]
    return Group(title, *(lines or [shown("no line differs")]))


def _row(kata: KataReport, marks: Marks) -> tuple[Text, ...]:
    passed = len(kata.variants) - len(kata.rejected)
    counts = (
        len(kata.mutants),
        kata.killed,
        kata.count(Fate.RAISED),
        kata.count(Fate.EQUIVALENT),
        kata.count(Fate.WAIVED),
        len(kata.survivors),
    )
    sign = Text(marks.of(kata.is_sound), style=style_of(kata.is_sound))
    cells = (*map(str, counts), f"{passed}/{len(kata.variants)}", f"{kata.seconds:.0f} s")
    return (sign, shown(kata.kata), *(Text(cell) for cell in cells))


def _right_aligned(rows: list[tuple[Text, ...]]) -> list[tuple[Text, ...]]:
    """Numbers flush right in their columns; the sign and the name flush left."""
    widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
    return [
        tuple(
            cell if place < 2 else Text(" " * (width - cell.cell_len)).append_text(cell)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _kata(kata: KataReport, marks: Marks) -> Iterator[RenderableType]:
    if kata.is_sound:
        return
    yield Text()
    yield shown(kata.kata)
    for flaw in kata.flaws:
        yield hanging(Text(marks.bad, style="bad"), shown(flaw.message), indent=1)
    for result in kata.survivors[:MOST_SHOWN]:
        yield from _survivor(kata, result, marks)
    if (left_out := len(kata.survivors) - MOST_SHOWN) > 0:
        words = f"{marks.left_out} {left_out} more survivors; --json names them all"
        yield indented(Text(words, style="dim"))
    for rejected in kata.rejected:
        words = f"variant {rejected.variant.id} is rejected: {rejected.message}"
        yield hanging(Text(marks.bad, style="bad"), shown(words), indent=1)
        yield indented(shown(f"kata dev check {kata.kata} --show {rejected.variant.id}"), 2)


def _survivor(kata: KataReport, result: MutantResult, marks: Marks) -> Iterator[RenderableType]:
    mutant = result.mutant
    place = f"{kata.path}:{mutant.line}: {mutant.before} -> {mutant.after}"
    yield hanging(Text(marks.bad, style="bad"), shown(place), indent=1)
    yield indented(shown(result.reason, "dim"), 2)
    yield indented(shown(f"kata dev check {kata.kata} --show {mutant.id}"), 2)


def _total(report: DevReport, marks: Marks) -> RenderableType:
    mutants = sum(len(kata.mutants) for kata in report.katas)
    sound = sum(kata.is_sound for kata in report.katas)
    words = (
        f"{sound} of {len(report.katas)} katas sound, {mutants} mutants, "
        f"mutation score {100 * report.score:.1f} %, {report.seconds:.0f} s"
    )
    return hanging(Text(marks.of(report.is_sound), style=style_of(report.is_sound)), shown(words))


def _diff_style(line: str) -> str:
    return {"+": "good", "-": "bad", "@": "dim"}.get(line[:1], "")
