"""What a run of somebody's code computed on the way, as data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Site:
    """One expression of a file, where a value can be seen and another one put in its place."""

    id: int
    line: int  # from 1
    end_line: int
    statement: int  # the line on which its statement begins
    text: str  # the expression as it stands in the file
    is_name: bool = False  # it only says a name
    is_whole: bool = True  # nothing of its statement comes after it
    is_operand: bool = False  # a name inside a larger expression
    is_bound: bool = False  # a name that an assignment gave its value
    target: str = ""  # the name that its whole statement assigns this value to
    is_test: bool = False  # what an `if` asks


@dataclass(frozen=True, slots=True)
class Event:
    """A tensor that a site had; in the order of execution."""

    site: int
    occurrence: int  # how often the site had been passed before, in this run
    value: Any  # an array


Owned = tuple[range, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Recording:
    """One run of one file."""

    sites: tuple[Site, ...]  # by id
    events: tuple[Event, ...]
    statements: tuple[int, ...]  # the lines on which a statement begins, in order
    attributes: dict[str, int]  # the line on which `self.NAME` gets its value, by that text
    callers: tuple[int, ...] = ()  # lines of the statements that led to what raised, that first
    building: tuple[Event, ...] = ()  # before, while the target was built
    wording: dict[int, str] = field(default_factory=dict)  # what the statement on a line says
    classes: tuple[Owned, ...] = ()  # of each class its lines, and attributes as above

    @property
    def stopped(self) -> int | None:
        """The line of the statement that raised."""
        return self.callers[0] if self.callers else None

    def made(self, name: str, line: int) -> int | None:
        """The line on which the `self.NAME` gets its value that is read on a line."""
        for lines, attributes in self.classes:
            if line in lines and name in attributes:
                return attributes[name]
        return self.attributes.get(name)

    @property
    def making(self) -> frozenset[int]:
        """All lines on which attributes get their values."""
        own = [line for _, attributes in self.classes for line in attributes.values()]
        return frozenset([*self.attributes.values(), *own])


@dataclass(frozen=True, slots=True)
class Repair:
    """Other values for one site or several: one for each occurrence, a single one for them all."""

    values: dict[int, tuple[Any, ...]]  # by site


@dataclass(frozen=True, slots=True)
class Edit:
    """One statement that says something else; of one with a body, what it asks."""

    line: int  # on which the statement begins
    column: int
    text: str
    rank: int = 0  # the lower, the likelier
    spot: int = 0  # the line of what is changed in it

    @property
    def place(self) -> tuple[int, int]:
        """Line and column."""
        return self.line, self.column


@dataclass(frozen=True, slots=True)
class Evidence:
    """A wrong attempt and the reference, recorded on one case with related weights.

    `try_out` runs the attempt once for each repair and says which ones make its output right; it
    may stop at the first. `mends` says which changes seem to do so, and may stop early; `is_right`
    whether a whole text is the reference's function.
    """

    attempt: Recording
    reference: Recording
    symbols: dict[str, int]  # sizes of the case, and numbers that it was built with
    has_raised: bool  # the attempt: it is recorded up to there
    train: bool  # whether it was in train mode
    odd: tuple[str, ...]  # parts of the attempt whose parameters are not the reference's
    suspects: tuple[str, ...]  # parts of a kind that the reference has fewer of
    try_out: Callable[[Sequence[Repair]], Sequence[bool]]
    texts: tuple[str, str]  # of the attempt and of the reference
    mends: Callable[[Sequence[Edit]], Sequence[bool]]
    is_right: Callable[[str], bool]
    is_related: bool = True  # whether it is known which parameter plays which
    is_bare: bool = False  # neither side has parameters
    is_sized: bool = True  # as many scalars are trained as the reference's, or it is not known
    is_idle: bool = False  # there are, and fewer of them matter
    is_common: bool = False  # weights are one number where it is not known which is which
    is_alike: bool = False  # outputs are the reference's, gradients are not: nothing is recorded
