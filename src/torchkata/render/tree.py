"""Trees drawn with lines: where a name stands, and what goes on below it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from torchkata.render.layout import LEAST_WIDTH
from torchkata.render.marks import Marks
from torchkata.render.text import shown

GAP = "  "


@dataclass(frozen=True, slots=True)
class Place:
    """A name in a tree."""

    name: str
    lead: str  # the lines before it
    below: str  # the lines before whatever is written under it


@dataclass(frozen=True, slots=True)
class Branch:
    """One row: a sign, a place in the tree, and words about it that may wrap."""

    sign: Text
    place: Place
    words: Text

    @property
    def width(self) -> int:
        """Columns up to the end of the name, without the sign."""
        return len(self.place.lead) + len(self.place.name)


@dataclass(frozen=True, slots=True)
class Tree:
    """Rows whose words stand in one column; the lines of the tree go on beside wrapped words."""

    rows: tuple[Branch, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the words the width that is left."""
        column = max((row.width for row in self.rows), default=0)
        for row in self.rows:
            head = Text(GAP).append_text(row.sign).append(" " * (2 - row.sign.cell_len))
            head.append(row.place.lead, style="dim").append_text(shown(row.place.name))
            start = len(GAP) + 2 + column + len(GAP)
            width = max(LEAST_WIDTH, options.max_width - start)
            for part in row.words.wrap(console, width, overflow="fold") or [Text()]:
                head.append(" " * (start - head.cell_len)).append_text(part)
                head.rstrip()
                yield head
                head = Text(GAP + "  ").append(row.place.below, style="dim")


def places(
    roots: Sequence[str], children: Callable[[str], Sequence[str]], marks: Marks
) -> Iterator[Place]:
    """Every name below the roots, each followed by its children. There are no circles."""
    for root in roots:
        below = children(root)
        yield Place(root, "", f"{marks.rule}  " if below else "")
        yield from _under(below, children, marks, "")


def _under(
    names: Sequence[str], children: Callable[[str], Sequence[str]], marks: Marks, before: str
) -> Iterator[Place]:
    for number, name in enumerate(names, start=1):
        is_last = number == len(names)
        lead = before + f"{marks.elbow if is_last else marks.tee} "
        after = before + ("   " if is_last else f"{marks.rule}  ")
        below = children(name)
        yield Place(name, lead, after + (f"{marks.rule}  " if below else ""))
        yield from _under(below, children, marks, after)
