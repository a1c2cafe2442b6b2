"""An attempt beside the reference. Made by `source`, shown by `render`."""

from dataclasses import dataclass
from enum import StrEnum


class RowKind(StrEnum):
    """How the two sides of one row relate."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"  # in the reference only
    EXTRA = "extra"  # in the attempt only


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One line of code on either side; line numbers count from 1, None where a side has no line.

    A row that is the same may lack a side: another line says it along with something else.
    """

    kind: RowKind
    attempt_line: int | None
    attempt: str
    reference_line: int | None
    reference: str
    by_value: bool = False  # another spelling that a run has shown to give the same value


@dataclass(frozen=True, slots=True)
class SameValue:
    """Two statements that had the same value in a run, by the lines on which they begin."""

    attempt_line: int
    reference_line: int


@dataclass(frozen=True, slots=True)
class Diff:
    """Two files side by side; names, spelling, comments and formatting make no difference."""

    kata: str
    path: str
    rows: tuple[DiffRow, ...]
    recall: float = 1.0  # how much of the reference the attempt says, 0 to 1
    renamed: tuple[tuple[str, str], ...] = ()  # names of the attempt, and the reference's for them

    @property
    def is_same(self) -> bool:
        """Whether no row differs."""
        return all(row.kind is RowKind.SAME for row in self.rows)
