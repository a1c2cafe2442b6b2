"""An exception of the attempt, with what it was about. Made by `judge`, explained by `coach`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operand:
    """What one part of a failing expression was at that moment."""

    text: str  # as the attempt writes it
    kind: str  # its type's name, e.g. "Tensor", "Linear", "NoneType", "tuple"
    value: str = ""  # of what is no tensor, shortened
    shape: tuple[int, ...] | None = None  # of a tensor; what follows too
    dtype: str = ""
    device: str = ""
    strides: tuple[int, ...] = ()
    contiguous: bool = True
    low: int | None = None  # smallest and largest entry of whole numbers
    high: int | None = None

    @property
    def is_tensor(self) -> bool:
        """Whether its shape is known."""
        return self.shape is not None


@dataclass(frozen=True, slots=True)
class Explanation:
    """An exception in words that teach; any but the first may be empty."""

    happened: str  # with the attempt's own numbers
    rule: str = ""
    question: str = ""  # to ask oneself: a nudge, never the answer


@dataclass(frozen=True, slots=True)
class Raised:
    """What was raised, and where."""

    headline: str  # "calling CrossAttention raises RuntimeError"
    type: str
    words: str  # the exception's own
    line: int | None = None  # of the attempt, from 1
    excerpt: tuple[str, ...] = ()  # that line, with a caret under the part that raised
    expression: str = ""  # the part that raised
    operands: tuple[Operand, ...] = ()
    near: tuple[str, ...] = ()  # names that are there, and spelled like the one that is not
    accepts: tuple[str, ...] = ()  # the arguments of what was called
    explanation: Explanation | None = None
