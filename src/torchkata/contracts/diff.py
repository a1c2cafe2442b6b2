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
    """One line of code on either side; line numbers count from 1, None where a side has no line."""

    kind: RowKind
    attempt_line: int | None
    attempt: str
    reference_line: int | None
    reference: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Two files side by side, comments and formatting left out."""

    kata: str
    path: str
    rows: tuple[DiffRow, ...]

    @property
    def is_same(self) -> bool:
        """Whether no row differs."""
        return all(row.kind is RowKind.SAME for row in self.rows)
