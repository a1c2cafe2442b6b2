"""A screen that is text alone, in lines that hang: written without rich, a slow import."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

LEAST_WIDTH = 16  # of what hangs beside something
BELOW = 4  # columns that it is moved right where there is less
COLORS = {"good": "32", "bad": "31", "dim": "90"}  # as terminals are told, for the styles' names

NARROW = "✓✗…→×"  # signs that take one column, as all letters of Europe do

Span = tuple[str, str]  # a text, and the name of its style or ""
Line = tuple[tuple[Span, ...], Span]  # what stands first, and what is wrapped beside it


class Sheet:
    """Lines one below the other, as a renderable of rich or as text."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)

    def rows(self, width: int) -> Iterator[tuple[Span, ...]]:
        """The lines of a screen so wide; none ends in spaces."""
        for lead, (text, style) in self.lines:
            start = sum(cells(told) for told, _ in lead)
            if lead and width - start < LEAST_WIDTH:  # so narrow that what hangs stands below
                yield from fitted(lead, width)
                start, lead = BELOW, ((" " * BELOW, ""),)
            first, *others = wrapped(text, max(LEAST_WIDTH, width - start))
            yield (*lead, (first, style)) if first else stripped(lead)
            yield from (((" " * start, ""), (part, style)) for part in others)

    def text(self, width: int, *, colored: bool) -> str:
        """All of it, as a terminal so wide is sent it."""
        rows = ("".join(sent(*span, colored=colored) for span in row) for row in self.rows(width))
        return "".join(f"{row}\n" for row in rows)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Give the lines to a console."""
        from rich.text import Text

        for row in self.rows(options.max_width):
            yield Text.assemble(*row, no_wrap=True, overflow="ignore")


def sent(text: str, style: str, *, colored: bool) -> str:
    """A text with the signs that colour it."""
    return f"\x1b[{COLORS[style]}m{text}\x1b[0m" if text and style and colored else text


def stripped(lead: tuple[Span, ...]) -> tuple[Span, ...]:
    """What stands first on a line where nothing follows."""
    *before, (text, style) = lead or (("", ""),)
    return (*before, (text.rstrip(), style))


def fitted(lead: tuple[Span, ...], width: int) -> Iterator[tuple[Span, ...]]:
    """What stands first, alone; where even that is too wide, its last part in several lines."""
    *before, (text, style) = stripped(lead)
    start = sum(cells(told) for told, _ in before)
    if start + cells(text) <= width:
        yield (*before, (text, style))
        return
    first, *others = wrapped(text, max(LEAST_WIDTH, width - max(start, BELOW)))
    yield (*before, (first, style))
    yield from (((" " * BELOW, ""), (part, style)) for part in others)


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii() or all(letter < "\u0300" or letter in NARROW for letter in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int) -> str:
    """A text followed by as many spaces as make it so wide."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines no wider, broken at spaces, and within words that are too long."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(longer) <= width:
            lines[-1] = longer
        else:
            lines += folded(word, width)
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def folded(word: str, width: int) -> list[str]:
    """A word in pieces no wider, each as wide as can be."""
    if cells(word) <= width:
        return [word]
    from rich.cells import chop_cells  # seldom needed

    return chop_cells(word, width)
