"""What the commands of a day of practice found or made. Made by `practice`, shown by `render`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from torchkata.contracts.attempt import Attempt, Signature
from torchkata.contracts.journal import Reviewed
from torchkata.contracts.kata import Belt, Kata
from torchkata.contracts.progress import Card
from torchkata.contracts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a learner may know before writing: never the answer."""

    kata: Kata
    signature: Signature
    parts: tuple[Signature, ...] = ()  # that can be checked alone; their docstrings are shapes


@dataclass(frozen=True, slots=True)
class Chosen:
    """The file that a command works on, and the kata it is an attempt at."""

    attempt: Attempt
    kata: Kata
    is_newest: bool  # nobody named it: it is the practice file edited last
    # Of a notebook: for each line of the attempt's text its cell, and its line there.
    origin: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeFile:
    """A file here whose header names a kata."""

    path: Path  # as shown: relative to the folder it was found in
    kata: str  # its id, known or not
    modified: float  # seconds since the epoch
    is_passed: bool = False  # and not edited since


@dataclass(frozen=True, slots=True)
class NewFile:
    """A practice file that was just written."""

    path: Path
    kata: str
    level: str
    backup: Path | None  # where the text that was there before went
    trouble: str = ""  # why the journal could not be kept, in one line
    why: str = ""  # this level, where it is another one than before
    reference: Path | None = None  # the reference, written beside it to be copied
    sheet: tuple[str, str] | None = None  # file and reference, to be shown side by side
    is_reset: bool = False  # the text that was there before is in the journal, or the backup


@dataclass(frozen=True, slots=True)
class Overview:
    """What is due, what is open in a folder, and what to type next."""

    files: tuple[PracticeFile, ...]  # newest first
    n_katas: int
    next_step: str
    due: tuple[Card, ...] = ()  # longest due first
    later: Card | None = None  # the next one that will be due
    new: Kata | None = None  # worth beginning
    belts: Mapping[str, Belt] = field(default_factory=dict)  # of the katas due
    is_newcomer: bool = True  # nothing was ever written down
    trouble: str = ""  # why the journal cannot be read, in one line


@dataclass(frozen=True, slots=True)
class HintsShown:
    """The hints that one `kata hint` reveals; none where all were shown before."""

    kata: str
    total: int
    hints: tuple[tuple[int, str], ...]  # (number from 1, text)
    trouble: str = ""  # why the journal could not be kept, in one line
    is_about_line: bool = False  # of the practice file here, not of the kata


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict, and what the journal made of it."""

    verdict: Verdict
    review: Reviewed | None = None  # None where this check says nothing about the memory
    due: date | None = None  # when the kata comes back, after that review
    trouble: str = ""  # why the journal could not be kept, in one line


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of the reference that one `kata peek` or `kata give-up` shows."""

    kata: str
    first: int  # from 1
    lines: tuple[str, ...]
    total: int  # lines of the reference
    due: date | None = None  # when the kata comes back, after giving up
    trouble: str = ""  # why the journal could not be kept, in one line

    @property
    def last(self) -> int:
        """The last line shown."""
        return self.first + len(self.lines) - 1

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the reference."""
        return (self.first, self.last) == (1, self.total)


@dataclass(frozen=True, slots=True)
class Answer:
    """A kata's reference and the author's notes on it, for a learner who passed."""

    kata: str
    reference: str
    notes: str  # Markdown; "" where there are none
    trouble: str = ""  # why the journal could not be kept, in one line


@dataclass(frozen=True, slots=True)
class Drilled:
    """One kata of a drill."""

    kata: str
    level: str
    outcome: str  # "passed", "gave up" or "open"
    checks: int
    seconds: float
    due: date | None  # when it comes back; None where it was never reviewed


@dataclass(frozen=True, slots=True)
class Drill:
    """What one `kata drill` came to."""

    rounds: tuple[Drilled, ...]
    left: int  # katas that were in line and not reached
    seconds: float
