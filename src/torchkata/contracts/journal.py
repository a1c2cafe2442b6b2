"""What a learner has done, entry by entry. Kept by `journal`, told by `practice` and `render`.

Times know the learner's offset from UTC, so that `time.date()` is the learner's own day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from torchkata.contracts.progress import Card

UNFINISHED = "unfinished"  # the outcome of a check that was stopped before its verdict
KEPT = "kept"  # the outcome of a text that no check saw: `kata reset` kept it


class Rating(IntEnum):
    """How well a kata was remembered, with the numbers that fsrs gives them."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Began:
    """A practice file was made, by `kata new` or `kata reset`: the clock starts."""

    time: datetime
    kata: str
    level: str
    path: str  # absolute

    def seconds_until(self, now: datetime) -> float | None:
        """How long ago that was; None where the clock was put back since."""
        seconds = (now - self.time).total_seconds()
        return seconds if seconds >= 0 else None


@dataclass(frozen=True, slots=True)
class Attempted:
    """One check of one text, or a text that was kept without one."""

    time: datetime
    kata: str
    level: str | None  # of the practice file; None where `kata new` did not make it
    outcome: str  # an `Outcome`'s value, UNFINISHED or KEPT
    device: str
    path: str  # absolute
    text: str
    failing_check: str | None = None
    departure_line: int | None = None
    departure_message: str | None = None
    recall: float | None = None  # 0 to 1; None where it was not measured
    seconds: float | None = None  # since `kata new`

    @property
    def is_check(self) -> bool:
        """Whether it was checked."""
        return self.outcome != KEPT


@dataclass(frozen=True, slots=True)
class Hinted:
    """A hint was shown."""

    time: datetime
    kata: str
    level: int  # from 1, gentle to near


@dataclass(frozen=True, slots=True)
class Peeked:
    """Lines of the reference were shown."""

    time: datetime
    kata: str
    first_line: int
    last_line: int
    is_whole: bool  # it was all of it


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The learner asked for the whole reference."""

    time: datetime
    kata: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What one series of checks says about the memory; the last of a day counts."""

    time: datetime
    kata: str
    rating: Rating
    seconds: float | None = None  # from `kata new` to the verdict that passed


@dataclass(frozen=True, slots=True)
class Fitted:
    """Parameters of the schedule that were fitted to this learner; the latest count."""

    time: datetime
    weights: tuple[float, ...]


Entry = Began | Attempted | Hinted | Peeked | GaveUp | Reviewed | Fitted


@dataclass(frozen=True, slots=True)
class LastCheck:
    """How the newest check of one file ended."""

    time: datetime
    kata: str
    outcome: str


@dataclass(frozen=True, slots=True)
class History:
    """Everything that was checked of one kata."""

    kata: str
    attempts: tuple[Attempted, ...]  # oldest first
    reviews: tuple[Reviewed, ...]
    card: Card | None  # None where it was never reviewed


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did."""

    added: int
    known: int  # entries that were there already


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """What working the schedule out anew did."""

    katas: int
    fitted_to: int | None = None  # reviews; None where the parameters stayed as they were


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the whole reference did."""

    kata: str
    due: date | None = None  # when the kata comes back, where the look ended a series
    trouble: str = ""  # why the journal could not be kept, in one line
