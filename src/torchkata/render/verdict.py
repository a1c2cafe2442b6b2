"""The verdict screen: what leads, what was compared, what to type next."""

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Check, Match, Outcome, Verdict
from torchkata.render.layout import columns, hanging, indented, packed
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown, style_of

MAX_OUTPUT_LINES = 10


def verdict(verdict: Verdict, marks: Marks = UNICODE) -> RenderableType:
    """A headline, its numbers, the list of checks, remarks, the seed and the next command."""
    leading = _leading(verdict)
    parts: list[RenderableType] = [_headline(verdict, leading, marks)]
    parts += [indented(shown(line)) for line in (leading.details if leading else ())]
    if verdict.departure is not None:
        parts.append(indented(shown(f"line {verdict.departure.line}: {verdict.departure.message}")))
    parts += map(indented, packed(_checks(verdict, marks)))
    parts += [hanging(Text("warning:"), shown(warning), indent=1) for warning in verdict.warnings]
    parts += _alignment(verdict.alignment)
    parts += _output(verdict.output, marks)
    parts.append(indented(_footer(verdict, marks)))
    if verdict.next_step:
        parts.append(indented(shown(f"next: {verdict.next_step}")))
    return Group(*parts)


def _leading(verdict: Verdict) -> Check | None:
    """The check that the headline quotes: the first failure, or whatever explains an error."""
    if verdict.passed:
        return None
    explained = (check for check in verdict.checks if check.message and not check.passed)
    return verdict.first_failure or next(explained, None)


def _headline(verdict: Verdict, leading: Check | None, marks: Marks) -> RenderableType:
    if verdict.passed:
        words = "same function as the reference"
    elif leading is not None and leading.message:
        words = leading.message
    else:
        words = f"{leading.name} failed" if leading else "could not be graded"
    style = style_of(verdict.passed)
    sign = "?" if verdict.outcome is Outcome.ERROR else marks.of(verdict.passed)
    return hanging(Text(sign, style=style), shown(f"{verdict.kata}: {words}"))


def _checks(verdict: Verdict, marks: Marks) -> list[Text]:
    return [
        Text(f"{marks.of(check.passed)} {check.name}", style=style_of(check.passed))
        for check in verdict.checks
    ]


def _alignment(matches: tuple[Match, ...]) -> list[RenderableType]:
    """Which parameter plays which: only those whose name does not say so already."""
    told = [match for match in matches if match.attempt != match.reference]
    if not told:
        return []
    rows = [(shown(match.attempt), Text("="), shown(match.reference)) for match in told]
    return [
        indented(Text("your parameters, in the reference's names:")),
        columns(rows, indent=2),
    ]


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
