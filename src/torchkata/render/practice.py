"""The small screens: a new file, hints, the doctor's findings, what is open here."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Finding, HintsShown, NewFile, Overview
from torchkata.contracts.typed import typed
from torchkata.render.layout import columns, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown, style_of
from torchkata.render.today import agenda

COMMANDS = (
    ("kata list", "the katas, by belt"),
    ("kata show NAME", "what one asks for"),
    ("kata new NAME", "a practice file here"),
    ("kata check [FILE]", "is it right, and where not"),
    ("kata diff [FILE]", "your file beside the reference"),
    ("kata hint NAME", "the next hint"),
    ("kata --help", "all commands and options"),
)
FROM_MEMORY = "write it from memory"
TO_DO = {"blank": FROM_MEMORY, "signatures": FROM_MEMORY, "copy": "type it line by line"}


def new_file(new: NewFile) -> RenderableType:
    """Where the practice file is, and what to type when it is written."""
    level = f"{new.level}: {new.why}" if new.why else new.level
    if new.is_reset:
        lines = [shown(f"{new.path} is as it was at the beginning ({level})")]
    else:
        lines = [shown(f"wrote {new.path} ({level})")]
    if new.backup is not None:
        lines.append(shown(f"the file that was there is now {new.backup}"))
    elif new.is_reset:
        lines.append(shown(f"the text that was there is kept: kata history {new.kata}"))
    if new.reference is not None:
        lines.append(shown(f"beside it lies {new.reference}"))
    todo = TO_DO.get(new.level, "write what is missing")
    return Group(*lines, shown(f"next: {todo}, then  kata check {typed(new.path)}"))


def hints(shown_now: HintsShown) -> RenderableType:
    """The hints revealed, and whether more are left."""
    kata, total = shown_now.kata, shown_now.total
    if not shown_now.hints:
        return Group(
            shown(f"{kata}: all its hints were shown before"),
            indented(shown(f"next: kata hint {kata} --again  or  --all")),
        )
    last = shown_now.hints[-1][0]
    left = f"next: kata hint {kata}"
    if last == total:
        left = "the next ones are about the line where a file of yours goes wrong"
        left = "there are no more" if shown_now.is_about_line else left
    parts: list[RenderableType] = []
    for number, text in shown_now.hints:
        parts += [shown(f"{kata}, hint {number} of {total}"), indented(shown(text))]
    return Group(*parts, shown(left))


def findings(found: Sequence[Finding], marks: Marks = UNICODE) -> RenderableType:
    """One line a fact; what is wrong says what to do."""
    rows = []
    for finding in found:
        value = f"{finding.value}\n{finding.hint}" if finding.hint else finding.value
        sign = Text(marks.of(finding.good), style=style_of(finding.good))
        rows.append((sign, shown(finding.name), shown(value)))
    return columns(rows, indent=0)


def overview(overview: Overview, marks: Marks = UNICODE, *, today: date) -> RenderableType:
    """The day in a few lines; for a newcomer, the commands above it."""
    if not overview.is_newcomer:
        return agenda(overview, marks, today=today)
    return Group(
        Text("torch-kata: write PyTorch models from memory, know at once if they are right"),
        Text(),
        columns([(Text(command), Text(words)) for command, words in COMMANDS]),
        Text(),
        agenda(overview, marks, today=today),
    )
