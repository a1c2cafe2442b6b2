"""Advice on a learner's file, given without running it. Made by `source`."""

from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """How sure it is that something goes wrong; the smallest comes first."""

    CANNOT_WORK = 0
    PROBABLY_WRONG = 1
    HABIT = 2


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing worth a look."""

    line: int  # from 1
    message: str
    rule: str  # its name, e.g. "late-super"
    weight: Weight = Weight.PROBABLY_WRONG
