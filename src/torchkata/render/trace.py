"""`kata trace`: a line each with what it made; wide, or on two lines where there is less room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from torchkata.contracts import Failure, TraceReport, TraceRow, Value
from torchkata.render.harmless import harmless
from torchkata.render.layout import columns, hanging, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown
from torchkata.render.values import numbers_text, shape_text

LEAST_CODE = 36  # columns of code, or values stand on lines of their own
MOST_CODE = 72
MOST_VALUES = 4  # of one line
MOST_OUTPUT = 10
GAP = 2


def trace(report: TraceReport, marks: Marks = UNICODE) -> RenderableType:
    """What was run on what, the rows, and what was raised."""
    parts: list[RenderableType] = [_headline(report, marks)]
    if report.rows:
        parts += [Text(), TraceTable(report.rows, marks)]
    if report.failure is not None:
        parts += [Text(), *_failure(report, report.failure, marks)]
    lines = report.output.rstrip("\n").splitlines()
    if lines:
        parts += [Text(), Text("it printed:")]
        parts += [indented(shown(line, "dim")) for line in lines[:MOST_OUTPUT]]
        if left_out := len(lines[MOST_OUTPUT:]):
            parts.append(indented(Text(f"{marks.left_out} {left_out} more lines", style="dim")))
    return Group(*parts)


def _headline(report: TraceReport, marks: Marks) -> RenderableType:
    sizes = ", ".join(f"{name}={size}" for name, size in report.sizes.items())
    words = [f"{report.target} in {report.path}"]
    if report.case:
        words.append(f'case "{report.case}"' + (f": {sizes}" if sizes else ""))
    return indented(shown(f" {marks.dot} ".join(words)), 0)


def _failure(report: TraceReport, failure: Failure, marks: Marks) -> Iterator[RenderableType]:
    """Where it stopped, the line, and the tensors that the line names."""
    place = f"line {failure.line} of {report.path}" if failure.line is not None else report.path
    words = ": ".join(filter(None, (place, failure.type, failure.message)))
    yield hanging(Text(marks.bad, style="bad"), shown(words))
    if report.failing_code:
        yield indented(shown(report.failing_code), 2)
    rows = [
        (shown(value.name), shape_text(value.shape), numbers_text(value, marks))
        for value in failure.operands
    ]
    if rows:
        yield columns(rows, indent=3)


@dataclass(frozen=True, slots=True)
class Cells:
    """One line of the table, cut up."""

    number: str
    guide: str  # bars that tell how deep in calls it is
    code: str
    name: str
    shape: Text
    letters: str
    numbers: Text
    style: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether it is code alone."""
        return not (self.shape.plain or self.name)


@dataclass(frozen=True, slots=True)
class Widths:
    """Columns of the table, and of the whole."""

    number: int
    name: int
    shape: int
    letters: int
    most: int

    @property
    def taken(self) -> int:
        """What all but the code and the last column need, gaps included."""
        parts = (self.number, self.name, self.shape, self.letters)
        return sum(part + GAP for part in parts if part) + GAP


@dataclass(frozen=True, slots=True)
class TraceTable:
    """The rows at whatever width there is."""

    rows: tuple[TraceRow, ...]
    marks: Marks = UNICODE

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """In one line a row where the code keeps room enough, else in two."""
        lines = [cells for row in self.rows for cells in self.cells(row)]
        number = max((len(line.number) for line in lines), default=0)
        widths = Widths(
            number,
            max((cell_len(line.name) for line in lines), default=0),
            max((line.shape.cell_len for line in lines), default=0),
            max((cell_len(line.letters) for line in lines), default=0),
            options.max_width,
        )
        numbers = max((line.numbers.cell_len for line in lines), default=0)
        code = max((cell_len(x.guide + x.code) for x in lines if not x.is_bare), default=0)
        room = min(options.max_width - widths.taken - numbers, code, MOST_CODE)
        if room >= min(LEAST_CODE, code):
            yield from (self.wide(line, room, widths) for line in lines)
        else:
            guides = max((cell_len(line.guide) for line in lines), default=0)
            for line in lines:
                yield from self.narrow(line, replace(widths, name=widths.name + guides))

    def cells(self, row: TraceRow) -> Iterator[Cells]:
        """The lines of one row: its code with its first value, then a line for each further one."""
        guide = f"{self.marks.rule} " * row.depth
        if row.folded:
            yield Cells("", guide, self.folded(row.folded), "", Text(), "", Text(), "dim")
            return
        number, code = str(row.line or ""), self.code(row)
        style = "bold" if row.is_head else ""
        if not row.values:
            yield Cells(number, guide, code, "", Text(), "", Text(), style)
        for place, value in enumerate(row.values[:MOST_VALUES]):
            name = f"{self.marks.arrow}{value.name}" if is_result(value) else value.name
            letters = harmless(row.letters[place]) if place < len(row.letters) else ""
            numbers = numbers_text(value, self.marks)
            if place == 0 and row.repeats > 1:
                numbers.append(f"  {row.repeats}{self.marks.times}", style="dim")
            yield Cells(number, guide, code, name, shape_text(value.shape), letters, numbers, style)
            number = code = ""
        if left_out := len(row.values[MOST_VALUES:]):
            words = f"{self.marks.left_out} {left_out} more"
            yield Cells("", guide, "", words, Text(), "", Text(), "dim")

    def code(self, row: TraceRow) -> str:
        """The statement; for the head of a call, whose it is."""
        if row.is_head and row.call:
            return harmless(f"{row.call} {self.marks.dot} {row.code}")
        return harmless(row.code)

    def folded(self, paths: Sequence[str]) -> str:
        """`… blocks.1 to blocks.3 (3×): same shapes`."""
        few = paths[0] if len(paths) == 1 else f"{paths[0]} to {paths[-1]}"
        count = f" ({len(paths)}{self.marks.times})" if len(paths) > 1 else ""
        return harmless(f"{self.marks.left_out} {few}{count}: same shapes")

    def wide(self, line: Cells, room: int, widths: Widths) -> Text:
        """Everything on one line."""
        text = self.numbered(line, widths)
        room = widths.most - text.cell_len if line.is_bare else room - cell_len(line.guide)
        text.append(self.cut(line.code, room), style=line.style)
        gap = " " * GAP
        if widths.name:
            text.append(f"{gap}{set_cell_size(harmless(line.name), widths.name)}")
        return with_values(text, line, widths)

    def narrow(self, line: Cells, widths: Widths) -> Iterator[Text]:
        """The code, and below it what it made; numbers that find no room a line further down."""
        if line.code:
            text = self.numbered(line, widths)
            room = widths.most - text.cell_len
            text.append(self.cut(line.code, room).rstrip(), style=line.style)
            yield text
        if line.is_bare:
            return
        margin = f"{'':{widths.number + GAP}}{line.guide}"
        below = Text(no_wrap=True).append(margin, style="dim")
        name = set_cell_size(harmless(line.name), widths.name - cell_len(line.guide))
        whole = with_values(below.copy().append(f"{'':{GAP}}{name}"), line, widths)
        if whole.cell_len <= widths.most:
            yield whole
            return
        first = replace(line, numbers=Text())
        yield with_values(below.copy().append(f"{'':{GAP}}{name}"), first, widths)
        indent = widths.name - cell_len(line.guide) + 2 * GAP
        yield below.append(" " * indent).append_text(line.numbers)

    def numbered(self, line: Cells, widths: Widths) -> Text:
        """The beginning of a line: its number, and bars."""
        text = Text(no_wrap=True)
        return text.append(f"{line.number:>{widths.number}}{'':{GAP}}{line.guide}", style="dim")

    def cut(self, code: str, room: int) -> str:
        """Code in so many columns, its end left out where it is longer."""
        if cell_len(code) <= room:
            return set_cell_size(code, room)
        sign = self.marks.left_out
        return set_cell_size(code, max(0, room - cell_len(sign))) + sign


def with_values(text: Text, line: Cells, widths: Widths) -> Text:
    """A line with its shape in numbers, its shape in letters, and its numbers."""
    gap = " " * GAP
    padding = " " * (widths.shape - line.shape.cell_len)
    text.append(gap).append_text(line.shape).append(padding)
    if widths.letters:
        text.append(f"{gap}{set_cell_size(line.letters, widths.letters)}")
    text.append(gap).append_text(line.numbers)
    text.rstrip()
    return text


def is_result(value: Value) -> bool:
    """Whether a value is returned, or a part of what is."""
    return not value.name or value.name.startswith("[")
