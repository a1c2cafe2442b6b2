"""How far a learner has come. Made by `journal`, shown by `render`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What is to be done about a kata."""

    NEW = "new"
    BEGUN = "begun"  # not passed yet
    DONE = "done"  # passed, and not due
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Standing:
    """One kata on one day."""

    kata: str
    state: State
    due: date | None = None  # None where it was never reviewed
