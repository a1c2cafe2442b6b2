"""Every check of one kata, on a line each."""

from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import UNFINISHED, Attempted, History
from torchkata.render.days import clock, from_now
from torchkata.render.layout import columns
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import percent, shown, style_of

VERDICTS = {"passed": True, "failed": False}


def history(history: History, marks: Marks = UNICODE, *, today: date) -> RenderableType:
    """When, from what, with what verdict, how much was recalled and how long it took."""
    if not history.attempts:
        return shown(f"{history.kata} was never checked; next: kata new {history.kata}")
    numbered = list(enumerate(history.attempts, start=1))
    rows = [_row(number, attempt, marks) for number, attempt in numbered]
    return Group(_heading(history, today), columns(rows), _below(history))


def _heading(history: History, today: date) -> Text:
    passes = sum(attempt.outcome == "passed" for attempt in history.attempts)
    count = sum(attempt.is_check for attempt in history.attempts)
    checks = "1 check" if count == 1 else f"{count} checks"
    words = f"{history.kata}: {checks}, {passes} passed"
    if history.card is not None:
        words += f"; it comes back {from_now(history.card.due, today)}"
    return shown(words)


def _row(number: int, attempt: Attempted, marks: Marks) -> tuple[Text, ...]:
    passed = VERDICTS.get(attempt.outcome)
    verdict = Text(f"{marks.of(passed)} ", style=style_of(passed))
    return (
        Text(f"{number:3d}"),
        Text(attempt.time.strftime("%Y-%m-%d %H:%M")),
        shown(attempt.level or marks.skipped),
        Text("" if attempt.recall is None else f"{percent(attempt.recall):>5}"),
        Text("" if attempt.seconds is None else clock(attempt.seconds)),
        verdict.append_text(shown(_verdict(attempt))),
    )


def _verdict(attempt: Attempted) -> str:
    if attempt.outcome == UNFINISHED:
        return "stopped before its verdict"
    if not attempt.is_check:
        return "kept by reset, not checked"
    if attempt.outcome == "error":
        return "not graded"
    if attempt.failing_check is None:
        return attempt.outcome
    place = "" if attempt.departure_line is None else f", line {attempt.departure_line}"
    return f"{attempt.failing_check}{place}"


def _below(history: History) -> RenderableType:
    last = len(history.attempts)
    step = f"kata history {history.kata} --show {last}"
    if last > 1:
        step += f"  or  --diff {last - 1} {last}"
    return shown(f"next: {step}")
