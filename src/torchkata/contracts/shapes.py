"""What became of the shape comments of an attempt. Made by `coach`, shown by `render`."""

from dataclasses import dataclass
from enum import StrEnum


class ShapeVerdict(StrEnum):
    """What holds of one line's shape comment."""

    OK = "ok"
    WRONG = "wrong"
    MISSING = "missing"  # the line makes a tensor and does not say its shape
    CLASH = "clash"  # it fits, if a letter means something else here than elsewhere
    UNVERIFIABLE = "unverifiable"  # the line never ran, or a letter has no value


@dataclass(frozen=True, slots=True)
class ShapeComment:
    """One shape comment, or the one to write."""

    line: int  # from 1
    verdict: ShapeVerdict
    says: str = ""  # e.g. "(B, P, D)"
    really: str = ""  # e.g. "(2, 16, 24) = (B, P, 3*D)"; the comment to write where it is missing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """All shape comments of an attempt, in the order of its lines."""

    comments: tuple[ShapeComment, ...]

    def count(self, verdict: ShapeVerdict) -> int:
        """How many lines have this verdict."""
        return len({comment.line for comment in self.comments if comment.verdict is verdict})

    @property
    def n_right(self) -> int:
        """Lines whose comment is right."""
        return self.n_lines - len({c.line for c in self.comments if is_counted(c) and not is_ok(c)})

    @property
    def n_lines(self) -> int:
        """Lines that make tensors, as far as could be seen."""
        return len({comment.line for comment in self.comments if is_counted(comment)})

    @property
    def trouble(self) -> tuple[ShapeComment, ...]:
        """What is not right: wrong comments first, then clashes, then missing ones."""
        order = (ShapeVerdict.WRONG, ShapeVerdict.CLASH, ShapeVerdict.MISSING)
        found = [comment for comment in self.comments if comment.verdict in order]
        return tuple(sorted(found, key=lambda comment: order.index(comment.verdict)))


def is_counted(comment: ShapeComment) -> bool:
    """Whether a comment could be verified."""
    return comment.verdict is not ShapeVerdict.UNVERIFIABLE


def is_ok(comment: ShapeComment) -> bool:
    """Whether a comment is right."""
    return comment.verdict is ShapeVerdict.OK
