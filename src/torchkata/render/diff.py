"""An attempt beside the reference, at whatever width there is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from torchkata.contracts import Diff, DiffRow, RowKind
from torchkata.render.harmless import harmless
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown

SIGNS = {RowKind.SAME: " ", RowKind.CHANGED: "~", RowKind.MISSING: "-", RowKind.EXTRA: "+"}
STYLES = {
    RowKind.SAME: "dim",
    RowKind.CHANGED: "",
    RowKind.MISSING: "bad",
    RowKind.EXTRA: "good",
}
MIN_CODE_WIDTH = 8
WORD = re.compile(r"\w+|\*\*|\s+|.")


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two columns of code with line numbers; a sign tells how each row differs."""

    diff: Diff
    marks: Marks = UNICODE

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the rows out at the width that `options` leave."""
        number_width = _number_width(self.diff)
        # sign, space, number, space, code, space, rule, space, number, space, code
        width = max(MIN_CODE_WIDTH, (options.max_width - 2 * number_width - 7) // 2)
        lay = _Layout(number_width, width, self.marks)
        yield lay.heading(self.diff.path)
        for row in self.diff.rows:
            yield from lay.row(row)
        yield shown(summary(self.diff))


@dataclass(frozen=True, slots=True)
class _Layout:
    number_width: int
    width: int
    marks: Marks

    def heading(self, path: str) -> Text:
        return self._line(" ", ("", self._folded(path)[0]), ("", "reference"), style="")

    def row(self, row: DiffRow) -> Iterator[Text]:
        """The row's lines: code too long for its column goes on below."""
        left, right = self._folded(row.attempt), self._folded(row.reference)
        sign = SIGNS[row.kind]
        numbers = _number(row.attempt_line), _number(row.reference_line)
        for attempt, reference in zip_longest(left, right, fillvalue=""):
            yield self._line(
                sign, (numbers[0], attempt), (numbers[1], reference), style=STYLES[row.kind]
            )
            sign, numbers = " ", ("", "")

    def _line(
        self, sign: str, attempt: tuple[str, str], reference: tuple[str, str], *, style: str
    ) -> Text:
        left = f"{attempt[0]:>{self.number_width}} {set_cell_size(attempt[1], self.width)}"
        right = f"{reference[0]:>{self.number_width}} {reference[1]}".rstrip()
        line = f"{sign} {left} {self.marks.rule} {right}".rstrip()
        return Text(line, style=style, no_wrap=True, overflow="crop")

    def _folded(self, code: str) -> list[str]:
        return folded(harmless(code), self.width)


def folded(code: str, width: int) -> list[str]:
    """A line of code on lines of `width` cells, continued deeper indented."""
    indent = min(len(code) - len(code.lstrip()) + 2, width // 2)
    lines = []
    while cell_len(code) > width:
        cut = _break(code, most=len(chop_cells(code, width)[0]), least=indent)
        lines.append(code[:cut].rstrip())
        code = " " * indent + code[cut:].lstrip()
    return [*lines, code]


def _break(code: str, *, most: int, least: int) -> int:
    """The last end of a word or sign up to `most`; in the midst of it where it is too long."""
    ends = [word.end() for word in WORD.finditer(code)]
    return max((end for end in ends if least < end <= most), default=most)


def summary(diff: Diff) -> str:
    """How many rows differ and what the signs mean."""
    counts = {kind: sum(row.kind is kind for row in diff.rows) for kind in RowKind}
    if diff.is_same:
        return "the same code, line by line"
    return (
        f"~ {counts[RowKind.CHANGED]} changed   "
        f"- {counts[RowKind.MISSING]} missing (reference only)   "
        f"+ {counts[RowKind.EXTRA]} extra (attempt only)"
    )


def _number(line: int | None) -> str:
    return "" if line is None else str(line)


def _number_width(diff: Diff) -> int:
    numbers = [n for row in diff.rows for n in (row.attempt_line, row.reference_line)]
    return max((len(str(number)) for number in numbers if number is not None), default=1)
