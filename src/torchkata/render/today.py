"""What is due, what is open here, what is new, and the command to type next."""

from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Overview, PracticeFile
from torchkata.render.days import from_now
from torchkata.render.layout import columns, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown

MOST_DUE = 10


def agenda(overview: Overview, marks: Marks = UNICODE, *, today: date) -> RenderableType:
    """The day in a few lines."""
    parts = [*_due(overview, marks, today), *_open(overview, marks), *_new(overview)]
    return Group(*parts, shown(f"next: {overview.next_step}"))


def _due(overview: Overview, marks: Marks, today: date) -> list[RenderableType]:
    if not overview.due:
        if overview.later is None:
            return []
        later = overview.later
        return [shown(f"nothing is due; next comes {later.kata}, {from_now(later.due, today)}")]
    rows = [
        (
            shown(card.kata),
            Text(overview.belts[card.kata].value),
            Text("due today" if card.due == today else f"due {from_now(card.due, today)}"),
        )
        for card in overview.due[:MOST_DUE]
    ]
    parts: list[RenderableType] = [Text("due"), columns(rows)]
    if (left_out := len(overview.due) - MOST_DUE) > 0:
        parts.append(indented(Text(f"{marks.left_out} {left_out} more", style="dim")))
    return parts


def _open(overview: Overview, marks: Marks) -> list[RenderableType]:
    if not overview.files:
        if overview.is_newcomer:
            return [Text(f"no practice file here; {overview.n_katas} katas to choose from")]
        return []
    rows = [(shown(str(file.path)), _kata(file, marks)) for file in overview.files]
    return [Text("open here, newest first"), columns(rows)]


def _kata(file: PracticeFile, marks: Marks) -> Text:
    words = shown(file.kata)
    return words.append(f"  {marks.done} passed", style="good") if file.is_passed else words


def _new(overview: Overview) -> list[RenderableType]:
    new = overview.new
    if new is None or overview.is_newcomer:
        return []
    row = (shown(new.id), Text(new.belt.value), shown(new.title))
    return [Text("new for you"), columns([row])]
