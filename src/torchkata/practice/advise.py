"""Advice under a verdict: what reading the file tells, and the verdict does not."""

import re

from torchkata.contracts import Advice, Outcome, Raised, Verdict, Weight
from torchkata.practice.reading import Reading

MOST = 3
# What a verdict says where it has told the same.
SAID = {
    "no-super": r"Module\.__init__\(\) call|never called super",
    "late-super": r"Module\.__init__\(\) call|never called super",
    "no-forward": r'missing the required "forward"',
    "signature": r"argument",
    "open": "still to be written",
    "view-after-swap": r"view size is not compatible",
}
NAMED = ("unused-layer", "plain-tensor", "list-of-layers", "never-set")


def advised(reading: Reading, verdict: Verdict) -> tuple[Advice, ...]:
    """The weightiest advice, three at most; only on habits where the attempt is right."""
    kata = reading.chosen.kata
    found = [
        one
        for one in reading.advice
        if not (verdict.outcome is Outcome.PASSED and is_refuted(one))
        and not is_said(one, verdict)
        and not any(f"self.{name} " in one.message for name in kata.buffers)
    ]
    return tuple(found[:MOST])


def is_refuted(one: Advice) -> bool:
    """Whether it speaks of a mistake that an attempt which passed cannot have."""
    return one.weight is not Weight.HABIT or one.rule == "born-on-cpu"


def is_said(one: Advice, verdict: Verdict) -> bool:
    """Whether the verdict tells this already."""
    error = verdict.error
    if error is not None and (one.line == error.line or one.message.startswith(meant(error))):
        return True
    leading = verdict.first_failure
    text = "\n".join((*verdict.warnings, leading.message if leading else ""))
    if one.rule in SAID:
        return re.search(SAID[one.rule], text) is not None
    name = re.search(r"self\.(\w+)", one.message) if one.rule in NAMED else None
    return name is not None and re.search(rf"\b{name[1]}\b", text) is not None


def meant(error: Raised) -> tuple[str, ...]:
    """How advice on what is not used begins, where it was only misspelt."""
    return tuple(f"self.{name} is made" for name in error.near)
