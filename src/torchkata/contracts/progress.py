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


@dataclass(frozen=True, slots=True)
class Card:
    """Where a kata stands in the schedule. Follows from its reviews alone."""

    kata: str
    due: date
    last: date  # day of the last review
    stability: float  # days after which it is remembered nine times in ten
    difficulty: float  # 1 to 10
    reviews: int
    lapses: int  # reviews that were rated AGAIN after one that was not
