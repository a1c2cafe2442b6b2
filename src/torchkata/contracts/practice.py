"""What the commands of a day of practice found or made. Made by `practice`, shown by `render`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from torchkata.contracts.attempt import Attempt, Signature
from torchkata.contracts.journal import Card, Reviewed
from torchkata.contracts.kata import Belt, Kata
from torchkata.contracts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a learner may know before writing: never the answer."""

    kata: Kata
    signature: Signature


@dataclass(frozen=True, slots=True)
class Chosen:
    """The file that a command works on, and the kata it is an attempt at."""

    attempt: Attempt
    kata: Kata
    is_newest: bool  # nobody named it: it is the practice file edited last


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


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict, and what the journal made of it."""

    verdict: Verdict
    review: Reviewed | None = None  # None where this check says nothing about the memory
    due: date | None = None  # when the kata comes back, after that review
    uid: str = ""  # of the attempt in the journal, where it is there
    trouble: str = ""  # why the journal could not be kept, in one line
