"""The reference on the screen: some lines of it, all of it, or beside a practice file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from rich.cells import set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import Markdown
from rich.text import Text

from torchkata.contracts import Answer, Excerpt
from torchkata.render.days import from_now
from torchkata.render.diff import folded
from torchkata.render.harmless import harmless
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown

LEAST_WIDTH = 16  # of code, however narrow the terminal


@dataclass(frozen=True, slots=True)
class Listing:
    """Code with its line numbers; what is too long goes on below, deeper indented."""

    lines: tuple[str, ...]
    first: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the code the width that is left."""
        number_width = len(str(self.first + len(self.lines)))
        width = max(LEAST_WIDTH, options.max_width - number_width - 4)
        for number, line in enumerate(self.lines, self.first):
            label = f"  {number:>{number_width}}"
            for part in folded(harmless(line), width):
                yield Text.assemble((label, "dim"), f"  {part}".rstrip(), no_wrap=True)
                label = " " * len(label)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts in two columns."""

    titles: tuple[str, str]
    texts: tuple[str, str]
    marks: Marks = UNICODE

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give each half the same width; the right one gets what is over."""
        width = max(LEAST_WIDTH, (options.max_width - 3) // 2)
        columns = [_column(t, x, width) for t, x in zip(self.titles, self.texts, strict=True)]
        for left, right in zip_longest(*columns, fillvalue=""):
            line = f"{set_cell_size(left, width)} {self.marks.rule} {right}".rstrip()
            yield Text(line, no_wrap=True, overflow="crop")


def excerpt(found: Excerpt) -> RenderableType:
    """The lines of one peek, and where they stand."""
    one = found.first == found.last
    place = f"line {found.first}" if one else f"lines {found.first} to {found.last}"
    return Group(
        shown(f"{found.kata}, {place} of {found.total} of the reference"),
        Listing(found.lines, found.first),
        *([] if found.trouble else [shown("written down: this time is not from memory alone")]),
    )


def given_up(found: Excerpt, *, today: date) -> RenderableType:
    """The whole reference, and when the kata comes back."""
    parts: list[RenderableType] = [Listing(found.lines, found.first)]
    if found.due is not None:
        parts.append(shown(f"{found.kata} comes back {from_now(found.due, today)}"))
    parts.append(shown(f"next: read it, then  kata new {found.kata} --force"))
    return Group(*parts)


def answer(found: Answer) -> RenderableType:
    """The reference, then the author's notes."""
    listing = Listing(tuple(found.reference.splitlines()), 1)
    if not found.notes:
        return listing
    return Group(listing, Text(), Markdown(harmless(found.notes), hyperlinks=False))


def _column(title: str, text: str, width: int) -> Sequence[str]:
    return [*_folded([title], width), "", *_folded(text.splitlines(), width)]


def _folded(lines: Sequence[str], width: int) -> Iterator[str]:
    for line in lines:
        yield from folded(harmless(line), width)
