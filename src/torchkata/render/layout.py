"""How the parts of a screen lie: columns, hanging lines, packed rows. No line ends in spaces."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

INDENT = 2
LEAST_WIDTH = 16  # of a last column, however narrow the terminal


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in columns as wide as their longest entry; the last one wraps, and hangs."""

    rows: tuple[tuple[Text, ...], ...]
    indent: int
    gap: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the last column the width that is left."""
        widths = [max(map(cell_len, map(str, column))) for column in self._leading_columns()]
        start = self.indent + sum(widths) + self.gap * len(widths)
        width = max(LEAST_WIDTH, options.max_width - start)
        for *leading, last in self.rows:
            line = Text(" " * self.indent)
            for entry, column in zip(leading, widths, strict=True):
                line.append_text(entry).append(" " * (column - entry.cell_len + self.gap))
            for part in last.wrap(console, width, overflow="fold") or [Text()]:
                line.append_text(part)
                line.rstrip()
                yield line
                line = Text(" " * start)

    def _leading_columns(self) -> list[tuple[Text, ...]]:
        return list(zip(*self.rows, strict=True))[:-1]


def columns(rows: Iterable[tuple[Text, ...]], *, indent: int = 1, gap: int = 2) -> Rows:
    """Rows in columns, moved right by `indent` levels."""
    return Rows(tuple(rows), indent * INDENT, gap)


def indented(text: Text, levels: int = 1) -> Rows:
    """`text` moved right, its continuation lines too."""
    return columns([(text,)], indent=levels)


def hanging(lead: Text, body: Text, *, indent: int = 0) -> Rows:
    """A sign or label, then text whose continuation lines stand below its first."""
    return columns([(lead, body)], indent=indent, gap=1)


@dataclass(frozen=True, slots=True)
class Packed:
    """Items side by side on as few lines as they need, none broken where there is room for it."""

    items: tuple[Text, ...]
    indent: int
    gap: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fill lines as wide as `options` leave them."""
        width = max(LEAST_WIDTH, options.max_width - self.indent)
        rows: list[Text] = []
        for item in self.items:
            if rows and rows[-1].cell_len + len(self.gap) + item.cell_len <= width:
                rows[-1].append(self.gap).append_text(item)
            else:
                rows.append(item.copy())
        yield from (Rows(((row,),), self.indent, 0) for row in rows)


def packed(items: Iterable[Text], *, indent: int = 0, gap: str = "  ") -> Packed:
    """Items side by side, moved right by `indent` levels."""
    return Packed(tuple(items), indent * INDENT, gap)
