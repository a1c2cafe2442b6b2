"""What months of practice come to. Made by `journal`, shown by `render`."""

from dataclasses import dataclass
from datetime import date

from torchkata.contracts.kata import Belt


@dataclass(frozen=True, slots=True)
class BeltStanding:
    """A belt is earned by its katas from a blank file with no help, and kept by reviews."""

    belt: Belt
    total: int  # katas
    earned: int  # of them
    earned_on: date | None  # None where some are missing
    to_renew: tuple[str, ...] = ()  # katas that were forgotten, or are long due

    @property
    def is_held(self) -> bool:
        """Whether it was earned and kept."""
        return self.earned_on is not None and not self.to_renew


@dataclass(frozen=True, slots=True)
class Course:
    """One kata over its series of checks, oldest first."""

    kata: str
    last: date
    checks: int
    passes: int
    recall: tuple[float, ...]  # at the first check of each series, 0 to 1
    seconds: tuple[float, ...]  # from `kata new` to the first pass of each series


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of mistake, counted once for each kata and day."""

    kind: str
    count: int
    katas: tuple[str, ...]  # where it happened, most often first


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything that `kata stats` tells."""

    today: date
    streak: int  # days in a row with a check, up to today or yesterday
    longest_streak: int
    checks: int
    passes: int
    reviews: int
    n_katas: int
    n_passed: int  # katas
    n_due: int
    days: tuple[tuple[date, int], ...]  # checks of each day that had any, oldest first
    belts: tuple[BeltStanding, ...]  # white to black
    courses: tuple[Course, ...]  # practised last first
    mistakes: tuple[Mistake, ...]  # most often first
