"""A map of where values differ: shades without colour, and shades in colour."""

from rich.text import Text

from torchkata.contracts import Axis, Picture
from torchkata.render.harmless import harmless
from torchkata.render.marks import UNICODE, Marks

COLOURS = ("bright_black", "yellow", "yellow", "red", "bold red")
WIDE_BELOW = 24  # columns, up to which a cell is two characters wide


def picture(picture: Picture, marks: Marks = UNICODE) -> Text:
    """The map under its axes; one line where everything differs evenly."""
    rows, columns = picture.rows, picture.columns
    if not picture.cells:
        return _text(f"no place stands out: all of {picture.output} differs alike")
    width = 2 if len(picture.cells[0]) < WIDE_BELOW else 1
    down = f"rows {_axis(rows)}, columns {_axis(columns)}" if rows else f"along {_axis(columns)}"
    found = _text(f"where {picture.output} differs: {down}")
    for cells in picture.cells:
        found.append("\n  ")
        for cell in cells:
            shade = _shade(cell, len(marks.shades))
            found.append(marks.shades[shade] * width, style=COLOURS[shade])
    found.append("\n")
    for shade, words in ((0, "right"), (1, "a little"), (len(marks.shades) - 1, "worst")):
        found.append("  ").append(marks.shades[shade], style=COLOURS[shade]).append(f" {words}")
    return found


def _shade(share: float, n_shades: int) -> int:
    """0 for what is right, then evenly up to the worst."""
    return 0 if share <= 0 else min(n_shades - 1, 1 + int(share * (n_shades - 1)))


def _axis(axis: Axis | None) -> str:
    return f"{axis.name} ({axis.size})" if axis else ""


def _text(words: str) -> Text:
    return Text(harmless(words), overflow="fold")
