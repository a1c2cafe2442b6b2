"""What a check concluded. Made by `judge`, shown by `render`, kept by `journal`."""

from dataclasses import dataclass
from enum import StrEnum

from torchkata.contracts.advice import Advice
from torchkata.contracts.isolation import Isolation
from torchkata.contracts.raised import Raised
from torchkata.contracts.shapes import ShapeReport

CHECK_NAMES = (
    "parse",
    "static",
    "builds",
    "shapes",
    "values",
    "gradients",
    "train mode",
    "state",
    "device and dtype",
    "side effects",
)

SEEDS = 2**31  # a seed is a whole number below it


class Outcome(StrEnum):
    """Passed, failed, or error: no verdict could be reached."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was compared; `passed` is None where it was not reached or does not apply."""

    name: str
    passed: bool | None
    message: str = ""  # one sentence
    details: tuple[str, ...] = ()  # lines below it: numbers, places, source lines


class Suspect(StrEnum):
    """What a check can be about by name."""

    ATTRIBUTE = "attribute"  # self.NAME, or a part's: blocks.0.NAME
    ARGUMENT = "argument"  # by its default
    INPUT = "input"  # changed in place


@dataclass(frozen=True, slots=True)
class Blame:
    """The one thing by whose name a check failed: where it stands can be read in the file."""

    suspect: Suspect
    name: str


@dataclass(frozen=True, slots=True)
class Departure:
    """First line of the attempt that leaves the reference or raises.

    `verified` says that the reference's value put there makes the whole output right.
    """

    line: int  # from 1
    message: str
    end_line: int | None = None  # where it is one of several lines, the last of them
    verified: bool = False
    level: int = 2  # how much is told: 1 where, 2 what is wrong
    reference_line: int | None = None  # where the reference has what belongs here; a later hint


@dataclass(frozen=True, slots=True)
class Match:
    """Which parameters of the reference one parameter of the attempt plays."""

    attempt: str
    reference: str  # in words, e.g. "k_proj.weight (your rows 0-11) + v_proj.weight (…)"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of an output."""

    name: str  # as the kata calls it, e.g. "P"
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Where in an output values differ, the other axes left out."""

    output: str
    rows: Axis | None  # None where there is one row
    columns: Axis
    cells: tuple[tuple[float, ...], ...]  # shares of the worst, 0 where right; () where even
    worst: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one `kata check`."""

    kata: str
    path: str
    target: str
    outcome: Outcome
    device: str  # "cpu", "cuda" or "mps"
    seed: int
    seconds: float
    checks: tuple[Check, ...]  # in the order of CHECK_NAMES, the first failure leads
    warnings: tuple[str, ...] = ()
    departure: Departure | None = None
    blame: Blame | None = None
    error: Raised | None = None  # where the attempt raised
    advice: tuple[Advice, ...] = ()  # from reading the file, the weightiest first
    alignment: tuple[Match, ...] = ()
    output: str = ""  # what the attempt printed, shortened
    next_step: str = ""  # the command to type next
    isolation: Isolation | None = None  # what was in force; None where the file was only read
    shapes: ShapeReport | None = None  # None where no line says a shape, or none could be seen
    picture: Picture | None = None  # of the failure that leads, where values differ
    part: str = ""  # of the kata, where that was checked alone

    @property
    def passed(self) -> bool:
        """Whether the attempt computes the reference's function."""
        return self.outcome is Outcome.PASSED

    @property
    def first_failure(self) -> Check | None:
        """The check that leads the report, or None."""
        return next((check for check in self.checks if check.passed is False), None)


@dataclass(frozen=True, slots=True)
class PartsChecked:
    """The answer to one `kata check --parts`."""

    kata: str
    path: str
    verdicts: tuple[Verdict, ...]  # of the parts that are written, in the reference's order
    missing: tuple[str, ...]  # parts that are not
    next_step: str

    @property
    def outcome(self) -> Outcome:
        """Failed where one part fails; else error where one could not be graded."""
        found = {verdict.outcome for verdict in self.verdicts}
        worst = (Outcome.FAILED, Outcome.ERROR)
        return next((outcome for outcome in worst if outcome in found), Outcome.PASSED)
