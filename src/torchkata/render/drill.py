"""What a drill came to."""

from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Drill, Drilled
from torchkata.render.days import clock, from_now
from torchkata.render.layout import columns
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown, style_of


def summary(drill: Drill, marks: Marks = UNICODE, *, today: date) -> RenderableType:
    """A row a kata, then the whole."""
    rows = [_row(one, marks, today) for one in drill.rounds]
    passed = sum(one.outcome == "passed" for one in drill.rounds)
    parts = [f"{passed} of {len(drill.rounds)} passed", clock(drill.seconds)]
    if drill.left:
        parts.append(f"{drill.left} more in line: kata drill")
    return Group(columns(rows, indent=0), shown(f" {marks.dot} ".join(parts)))


def _row(one: Drilled, marks: Marks, today: date) -> tuple[Text, ...]:
    passed = None if one.outcome == "open" else one.outcome == "passed"
    checks = "1 check" if one.checks == 1 else f"{one.checks} checks"
    due = f"due {from_now(one.due, today)}" if one.due else ""
    return (
        Text(marks.of(passed), style=style_of(passed)),
        shown(one.kata),
        shown(one.level, "dim"),
        shown(one.outcome),
        shown(checks),
        shown(clock(one.seconds)),
        shown(due),
    )
