"""One cell of a notebook as an attempt, and its verdict in that cell's lines."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from torchkata.contracts import Chosen, Kata, KataError, Katas, Verdict
from torchkata.practice.meant import alone_of, kata_of
from torchkata.practice.place import Place

if TYPE_CHECKING:
    from torchkata.source.notebook import Cell

LINES = re.compile(r"\blines? \d+(?:(?:-|, | and | to )\d+)*")
NUMBER = re.compile(r"\d+")
TELLING = ("checks", "warnings", "departure", "error", "advice", "shapes")
NUMBERED = ("line", "end_line")
EXCERPT = re.compile(r"^(\s*)(\d+)(?= [│|] )")


def chosen_cell(place: Place, data: bytes, path: Path, katas: Katas, named: Kata | None) -> Chosen:
    """The cell that defines a kata's target, with what it needs of the other cells."""
    from torchkata.source import read_attempt
    from torchkata.source.notebook import cells, defined, extract

    shown = place.shown(path)
    found = cells(data.decode("utf-8", errors="replace"), str(shown))
    kata = named or _kata_of(found, shown, katas)
    part = extract(found, kata.target)
    if part is not None:
        attempt = read_attempt(part.text.encode(errors="replace"), shown)
        return Chosen(attempt, kata, is_newest=False, origin=part.origin)
    names = ", ".join(sorted(defined(found)))
    raise KataError(
        f'no cell of "{shown}" defines "{kata.target}"',
        hint=f"the cells define {names}" if names else "the cells define no class and no function",
    )


def in_cell(verdict: Verdict, chosen: Chosen) -> Verdict:
    """A verdict on what was taken from a notebook, in the lines of the cell that it came from."""
    if not chosen.origin:
        return verdict
    path, lines = str(chosen.attempt.path), _Lines(chosen.origin)
    cell = f"{path}, cell {lines.home}"
    line = verdict.departure.line if verdict.departure else 0

    told = {name: lines.told_in(getattr(verdict, name), path, cell) for name in TELLING}
    return replace(verdict, path=f"{path}, cell {lines.cell(line)}", **told)


class _Lines:
    """From lines of what was run to lines of cells."""

    def __init__(self, origin: tuple[tuple[int, int], ...]) -> None:
        self.origin = origin
        self.home = origin[-1][0]

    def of(self, number: int) -> int:
        """The line in its cell."""
        return self.origin[number - 1][1] if 0 < number <= len(self.origin) else number

    def cell(self, number: int) -> int:
        """The cell of a line; for none, that of the target."""
        return self.origin[number - 1][0] if 0 < number <= len(self.origin) else self.home

    def word(self, number: int) -> str:
        """The line, and its cell where that is another one."""
        cell = self.cell(number)
        return f"{self.of(number)}" if cell == self.home else f"{self.of(number)} (cell {cell})"

    def told(self, text: str) -> str:
        """A message with the lines that it names."""
        named = LINES.sub(lambda found: NUMBER.sub(self._named, found[0]), text)
        return EXCERPT.sub(lambda found: f"{found[1]}{self.of(int(found[2]))}", named)

    def _named(self, found: re.Match[str]) -> str:
        return self.word(int(found[0]))

    def told_in(self, value: Any, path: str, cell: str) -> Any:
        """Any part of a verdict, with the lines and the place that it names."""
        if isinstance(value, str) and not isinstance(value, Enum):
            return self.told(value).replace(path, cell)
        if isinstance(value, tuple):
            return tuple(self.told_in(item, path, cell) for item in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        numbers = {n: self.of(v) for n, v in parts.items() if n in NUMBERED and v is not None}
        told = {name: self.told_in(part, path, cell) for name, part in parts.items()}
        return replace(value, **{**told, **numbers})


def _kata_of(found: "tuple[Cell, ...]", path: Path, katas: Katas) -> Kata:
    """By a header in some cell, the file's name, or the one target that the cells define."""
    from torchkata.source import read_attempt
    from torchkata.source.notebook import defined

    for cell in found:
        attempt = read_attempt(cell.text.encode(errors="replace"), path)
        if attempt.kata is not None:
            return kata_of(attempt, katas)
    return alone_of(path, defined(found), katas, "a cell's first line")
