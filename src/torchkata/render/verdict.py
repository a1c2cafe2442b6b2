"""The verdict screen: what leads, what was compared, what to type next."""

from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Check, Checked, Match, Outcome, Verdict
from torchkata.render.advice import advice
from torchkata.render.days import from_now
from torchkata.render.layout import columns, hanging, indented, packed
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.picture import picture
from torchkata.render.raised import excerpt, explanation
from torchkata.render.shapes import shape_lines
from torchkata.render.text import shown, style_of

MAX_OUTPUT_LINES = 10
MAX_MATCHES = 12


def verdict(verdict: Verdict, marks: Marks = UNICODE, *, memory: str = "") -> Group:
    """A headline, its numbers, the list of checks, remarks, the seed and the next command.

    `memory` is a line for what the check says about it.
    """
    return Group(opening(verdict, marks), rest(verdict, marks, memory=memory))


def opening(verdict: Verdict, marks: Marks = UNICODE) -> Group:
    """What leads: all of it is known before the line is that it is about."""
    leading = verdict.first_failure
    numbers = leading.details if leading is not None and verdict.error is None else ()
    return Group(_headline(verdict, leading, marks), *(indented(shown(line)) for line in numbers))


def rest(verdict: Verdict, marks: Marks = UNICODE, *, memory: str = "") -> Group:
    """What stands below the opening."""
    leading = verdict.first_failure
    parts: list[RenderableType] = []
    parts += [indented(shown(line)) for line in _departure(verdict, leading)]
    parts += _raised(verdict, marks)
    if verdict.picture is not None:
        parts.append(indented(picture(verdict.picture, marks)))
    parts.append(packed(_checks(verdict, marks), indent=1))
    warnings = verdict.warnings[1:] if _explains_itself(verdict) else verdict.warnings
    parts += [hanging(Text("warning:"), shown(warning), indent=1) for warning in warnings]
    parts += advice(verdict.advice)
    parts += _alignment(verdict.alignment, marks)
    if verdict.shapes is not None:
        parts += shape_lines(verdict.shapes, marks)
    parts += _output(verdict.output, marks)
    parts.append(indented(_footer(verdict, marks)))
    if memory:
        parts.append(indented(shown(memory)))
    if verdict.next_step:
        parts.append(indented(shown(f"next: {verdict.next_step}")))
    return Group(*parts)


def checked(
    checked: Checked, marks: Marks = UNICODE, *, today: date, is_opened: bool = False
) -> Group:
    """The verdict, or the rest of it, and when the kata comes back where the memory was tested."""
    words = ""
    if checked.review is not None and checked.due is not None:
        grade = checked.review.rating.name.lower()
        words = f"remembered: {grade}; it comes back {from_now(checked.due, today)}"
    return (rest if is_opened else verdict)(checked.verdict, marks, memory=words)


def _raised(verdict: Verdict, marks: Marks) -> list[RenderableType]:
    """What was raised, with its line."""
    error = verdict.error
    return [] if error is None else [*excerpt(error, marks), *explanation(error)]


def _explains_itself(verdict: Verdict) -> bool:
    """Whether the first warning is the reason why there is no verdict."""
    is_error = verdict.outcome is Outcome.ERROR and verdict.first_failure is None
    return is_error and bool(verdict.warnings)


def _departure(verdict: Verdict, leading: Check | None) -> list[str]:
    """The line, and what happens there where the headline does not say it already."""
    departure = verdict.departure
    if departure is None:
        return []
    first, last = departure.line, departure.end_line or departure.line
    place = f"line {first}" if first == last else f"lines {first} to {last}"
    if leading is not None and departure.message == leading.message:
        return [f"at {place} of {verdict.path}"]
    certain = "first goes wrong at" if departure.verified else "look at"
    return [f"{certain} {place} of {verdict.path}: {departure.message}"]


def _headline(verdict: Verdict, leading: Check | None, marks: Marks) -> RenderableType:
    if verdict.passed:
        words = "same function as the reference"
    elif _explains_itself(verdict):
        words = verdict.warnings[0]
    elif verdict.error is not None:
        words = verdict.error.headline
    else:
        words = leading.message if leading else "could not be graded"
    style = style_of(verdict.passed)
    sign = "?" if verdict.outcome is Outcome.ERROR else marks.of(verdict.passed)
    name = f"{verdict.kata}, {verdict.part}" if verdict.part else verdict.kata
    return hanging(Text(sign, style=style), shown(f"{name}: {words}"))


def _checks(verdict: Verdict, marks: Marks) -> list[Text]:
    return [
        Text(f"{marks.of(check.passed)} {check.name}", style=style_of(check.passed))
        for check in verdict.checks
    ]


def _alignment(matches: tuple[Match, ...], marks: Marks) -> list[RenderableType]:
    """Which parameter plays which: only those whose name does not say so already."""
    told = [match for match in matches if match.attempt != match.reference]
    if not told:
        return []
    few = told[:MAX_MATCHES]
    rows = [(shown(match.attempt), Text("="), shown(match.reference)) for match in few]
    parts: list[RenderableType] = [
        indented(Text("your parameters, in the reference's names:")),
        columns(rows, indent=2),
    ]
    if left_out := len(told) - len(few):
        words = f"{marks.left_out} {left_out} more; --json names them all"
        parts.append(indented(Text(words, style="dim"), 2))
    return parts


def _output(output: str, marks: Marks) -> list[RenderableType]:
    lines = output.rstrip("\n").splitlines()
    if not lines:
        return []
    left_out = len(lines) - MAX_OUTPUT_LINES
    if left_out > 0:
        lines = [*lines[:MAX_OUTPUT_LINES], f"{marks.left_out} {left_out} more lines"]
    return [indented(Text("it printed:")), *(indented(shown(line, "dim"), 2) for line in lines)]


def _footer(verdict: Verdict, marks: Marks) -> Text:
    gap = f" {marks.dot} "
    return Text(
        gap.join((f"seed {verdict.seed}", verdict.device, f"{verdict.seconds:.2f} s")), style="dim"
    )
