"""An attempt beside the reference: in one column, or in two at whatever width there is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from torchkata.contracts import Diff, DiffRow, RowKind
from torchkata.render.harmless import harmless
from torchkata.render.layout import hanging, packed
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import percent, shown

SIGNS = {RowKind.SAME: " ", RowKind.CHANGED: "~", RowKind.MISSING: "-", RowKind.EXTRA: "+"}
BY_VALUE = "="
STYLES = {
    RowKind.SAME: "dim",
    RowKind.CHANGED: "",
    RowKind.MISSING: "bad",
    RowKind.EXTRA: "good",
}
MIN_CODE_WIDTH = 8
FOLDED_FROM = 4  # lines in a row that are the same; fewer are shown
BAR = 20  # cells of the recall's bar
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
        yield from summary(self.diff, self.marks)


@dataclass(frozen=True, slots=True)
class OneColumn:
    """The attempt from top to bottom, with what the reference says where they differ."""

    diff: Diff
    marks: Marks = UNICODE

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the rows out at the width that `options` leave."""
        number_width = max(_number_width(self.diff), len("ref"))
        lay = _Column(number_width, max(MIN_CODE_WIDTH, options.max_width - 2 * number_width - 6))
        yield lay.line(" ", "you", "ref", "", "dim", self.marks)
        for is_dull, group in groupby(self.diff.rows, _is_dull):
            rows = list(group)
            if is_dull and len(rows) >= FOLDED_FROM:
                words = f"{self.marks.left_out} {len(rows)} lines say the same"
                yield lay.line(" ", "", "", words, "dim", self.marks)
                continue
            for row in rows:
                yield from lay.row(row, self.marks)
        yield from summary(self.diff, self.marks)


@dataclass(frozen=True, slots=True)
class _Column:
    number_width: int
    width: int

    def row(self, row: DiffRow, marks: Marks) -> Iterator[Text]:
        """One line, or two where both sides say something else."""
        style, sign = STYLES[row.kind], BY_VALUE if row.by_value else SIGNS[row.kind]
        mine, theirs = _number(row.attempt_line), _number(row.reference_line)
        if _is_dull(row):
            yield from self.code(" ", mine, theirs, row.attempt or row.reference, style, marks)
            return
        if row.attempt_line is not None:
            yield from self.code(sign, mine, "", row.attempt, style, marks)
        if row.reference_line is not None:
            yield from self.code(sign, "", theirs, row.reference, style, marks)

    def code(
        self, sign: str, mine: str, theirs: str, code: str, style: str, marks: Marks
    ) -> Iterator[Text]:
        for line in folded(harmless(code), self.width):
            yield self.line(sign, mine, theirs, line, style, marks)
            sign, mine, theirs = " ", "", ""

    def line(self, sign: str, mine: str, theirs: str, code: str, style: str, marks: Marks) -> Text:
        width = self.number_width
        line = f"{sign} {mine:>{width}} {theirs:>{width}} {marks.rule} {code}".rstrip()
        return Text(line, style=style, no_wrap=True, overflow="crop")


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
        sign = BY_VALUE if row.by_value else SIGNS[row.kind]
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


def _is_dull(row: DiffRow) -> bool:
    """Whether there is nothing to say of a row."""
    return row.kind is RowKind.SAME and not row.by_value


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
    """The last gap in the second half of `most`, or open bracket; else the last end of a word or
    sign; in the midst of one where it is too long.
    """
    ends = [word.end() for word in WORD.finditer(code) if least < word.end() <= most]
    late = [end for end in ends if end > most // 2]
    gaps = [end for end in late if code[end - 1] in " ," or code[end : end + 1] == " "]
    opened = [end for end in late if code[end - 1] in "([{"]
    return max(gaps or opened or ends, default=most)


def summary(diff: Diff, marks: Marks = UNICODE) -> RenderResult:
    """How much is recalled, how many rows differ and how, and whose names are whose."""
    done = round(diff.recall * BAR)
    bar = marks.full * done + marks.empty * (BAR - done)
    yield Text(f"recall {percent(diff.recall)} {bar}")
    if told := counted(diff):
        yield packed(map(Text, told), gap="   ")
    else:
        yield Text("the same code, line by line")
    if diff.renamed:
        pairs = ", ".join(f"{own} = {name}" for own, name in diff.renamed)
        yield hanging(Text("your names:"), shown(pairs))


def counted(diff: Diff) -> list[str]:
    """The signs that occur, with how often and what they mean."""
    counts = {kind: sum(row.kind is kind for row in diff.rows) for kind in RowKind}
    words = {
        RowKind.CHANGED: "changed",
        RowKind.MISSING: "missing (reference only)",
        RowKind.EXTRA: "extra (attempt only)",
    }
    told = [f"{SIGNS[kind]} {counts[kind]} {word}" for kind, word in words.items() if counts[kind]]
    by_value = sum(row.by_value for row in diff.rows)
    return [*told, *([f"{BY_VALUE} {by_value} another spelling, same value"] if by_value else [])]


def _number(line: int | None) -> str:
    return "" if line is None else str(line)


def _number_width(diff: Diff) -> int:
    numbers = [n for row in diff.rows for n in (row.attempt_line, row.reference_line)]
    return max((len(str(number)) for number in numbers if number is not None), default=1)
