"""The verdicts on parts of a kata, one below the other."""

from dataclasses import replace

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import PartsChecked, Verdict
from torchkata.render.documents import SCHEMA, Document
from torchkata.render.documents import verdict as verdict_document
from torchkata.render.layout import hanging, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown, style_of
from torchkata.render.verdict import verdict as verdict_screen


def parts(checked: PartsChecked, marks: Marks = UNICODE) -> RenderableType:
    """One verdict as of a whole; of several, a line for each that passes."""
    if len(checked.verdicts) == 1:
        verdict = replace(checked.verdicts[0], next_step=checked.next_step)
        return verdict_screen(verdict, marks)
    screens = [_one(verdict, marks) for verdict in checked.verdicts]
    missing = ", ".join(checked.missing)
    below = [f"not written yet: {missing}"] if missing else []
    below.append(f"next: {checked.next_step}")
    return Group(*screens, *(indented(shown(line)) for line in below))


def _one(verdict: Verdict, marks: Marks) -> RenderableType:
    if not verdict.passed or verdict.warnings:
        return verdict_screen(verdict, marks)
    words = shown(f"{verdict.kata}, {verdict.part}: same function as the reference")
    words.append(f"  {verdict.seconds:.2f} s", style="dim")
    return hanging(Text(marks.good, style=style_of(True)), words)


def document(checked: PartsChecked) -> Document:
    """Every verdict in full."""
    return {
        "schema": SCHEMA,
        "kata": checked.kata,
        "path": checked.path,
        "outcome": checked.outcome.value,
        "parts": [verdict_document(verdict) for verdict in checked.verdicts],
        "missing": list(checked.missing),
        "next": checked.next_step,
    }
