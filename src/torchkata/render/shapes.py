"""Shape comments in a verdict: a score, and the first few that are not right."""

from rich.console import RenderableType
from rich.text import Text

from torchkata.contracts import ShapeComment, ShapeReport, ShapeVerdict
from torchkata.render.layout import columns, hanging, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown

MOST_SHOWN = 3
NOT_SAID = (ShapeVerdict.MISSING, ShapeVerdict.UNVERIFIABLE)


def shape_lines(report: ShapeReport, marks: Marks = UNICODE) -> list[RenderableType]:
    """`shape comments: 7 of 9 right`, then what is wrong or missing; nothing where none is said."""
    if all(comment.verdict in NOT_SAID for comment in report.comments):
        return []
    style = "" if report.trouble else "good"
    score = Text(f"{report.n_right} of {report.n_lines} right", style=style)
    parts: list[RenderableType] = [hanging(Text("shape comments:"), score, indent=1)]
    few = report.trouble[:MOST_SHOWN]
    if few:
        rows = [(shown(f"line {comment.line}"), shown(words(comment))) for comment in few]
        parts.append(columns(rows, indent=2))
    if left_out := len(report.trouble) - len(few):
        text = f"{marks.left_out} {left_out} more; --json names them all"
        parts.append(indented(Text(text, style="dim"), 2))
    return parts


def words(comment: ShapeComment) -> str:
    """What is not right about one comment."""
    match comment.verdict:
        case ShapeVerdict.WRONG:
            told = f"says {comment.says}, really {comment.really}"
        case ShapeVerdict.MISSING:
            told = f"says no shape: {comment.really}"
        case _:
            told = f"says {comment.says}"
    return f"{told}; {comment.reason}" if comment.reason else told
