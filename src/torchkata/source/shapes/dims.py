"""One axis of a shape comment: a number, a letter, or arithmetic over them."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+)|(?P<name>[A-Za-z_]\w*'?(?:\.[A-Za-z_]\w*)*)|(?P<sign>\.\.\.|//|[-+*/·×()?…]))"
)
REMARK = re.compile(r"=\s*\d+\s*$")  # `P=196`: what the size is by default
LONGEST = 80  # characters
TIMES = ("*", "·", "×")
ADDING, MULTIPLYING = ("+", "-"), (*TIMES, "/", "//")


def floored(a: Fraction, b: Fraction) -> Fraction:
    """Division without its remainder."""
    return Fraction(a // b)


OPERATORS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": floored,
}
# What the left operand is, where the result and the right one are known; then the other way round.
LEFT: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.sub,
    "-": operator.add,
    "*": operator.truediv,
    "/": operator.mul,
}
RIGHT: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.sub,
    "-": lambda result, left: left - result,
    "*": operator.truediv,
    "/": lambda result, left: left / result,
}


class NoDimError(Exception):
    """A text is no axis of a shape."""


@dataclass(frozen=True, slots=True)
class Dim:
    """An axis. `kind` is "number", "letter", "any", "rest" or an operator."""

    kind: str
    number: int = 0
    letter: str = ""
    left: "Dim | None" = None
    right: "Dim | None" = None
    text: str = ""  # as it is written; of a whole axis only

    @property
    def letters(self) -> frozenset[str]:
        """The letters in it."""
        if self.kind == "letter":
            return frozenset((self.letter,))
        if self.left is None or self.right is None:
            return frozenset()
        return self.left.letters | self.right.letters

    def value(self, known: Mapping[str, int | Fraction]) -> Fraction | None:
        """Its size; None where a letter is not known, or it divides by 0."""
        if self.kind == "number":
            return Fraction(self.number)
        if self.kind == "letter":
            return Fraction(known[self.letter]) if self.letter in known else None
        if self.left is None or self.right is None:
            return None
        a, b = self.left.value(known), self.right.value(known)
        if a is None or b is None or (b == 0 and self.kind in ("/", "//")):
            return None
        return OPERATORS[self.kind](a, b)

    def solved(
        self, size: Fraction, known: Mapping[str, int | Fraction]
    ) -> tuple[str, Fraction] | None:
        """The one letter that is not known, and its value where the axis has this size."""
        if self.kind == "letter":
            return self.letter, size
        if self.left is None or self.right is None:
            return None
        a, b = self.left.value(known), self.right.value(known)
        if (a is None) == (b is None) or self.kind not in LEFT:
            return None
        try:
            if a is None and b is not None:
                return self.left.solved(LEFT[self.kind](size, b), known)
            assert a is not None
            return self.right.solved(RIGHT[self.kind](size, a), known)
        except ZeroDivisionError:
            return None


def read_dim(text: str) -> Dim | None:
    """One axis; None where the text is none."""
    text = REMARK.sub("", text).strip()
    if text == "*":
        return Dim("rest", text="...")
    if not text or len(text) > LONGEST:
        return None
    try:
        reader = Reader(text)
        found = reader.sum()
        reader.end()
    except NoDimError:
        return None
    return Dim(found.kind, found.number, found.letter, found.left, found.right, text)


class Reader:
    """Reads an axis from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str, bool]] = []  # kind, text, is after a space
        place = 0
        while place < len(text):
            found = TOKEN.match(text, place)
            if found is None:
                raise NoDimError
            self.tokens.append((found.lastgroup or "", found[0].strip(), found[0][:1].isspace()))
            place = found.end()
        self.tokens.append(("end", "", False))
        self.place = 0

    @property
    def next(self) -> tuple[str, str, bool]:
        """The token that comes."""
        return self.tokens[self.place]

    def end(self) -> None:
        """Nothing may be left."""
        if self.next[0] != "end":
            raise NoDimError

    def sum(self) -> Dim:
        """Products, added and subtracted."""
        found = self.product()
        while self.next[1] in ADDING:
            sign = self.next[1]
            self.place += 1
            found = Dim(sign, left=found, right=self.product())
        return found

    def product(self) -> Dim:
        """Factors; a number may stand right before its letter, as in `3D`."""
        found = self.factor()
        while True:
            kind, sign, is_apart = self.next
            if sign in MULTIPLYING:
                self.place += 1
                found = Dim("*" if sign in TIMES else sign, left=found, right=self.factor())
            elif kind == "name" and found.kind == "number" and not is_apart:
                found = Dim("*", left=found, right=self.factor())
            else:
                return found

    def factor(self) -> Dim:
        """A number, a letter, something in brackets, or a sign that stands for any size."""
        kind, text, _ = self.next
        self.place += 1
        if kind == "number":
            return Dim("number", number=int(text))
        if kind == "name":
            return Dim("any") if text == "_" else Dim("letter", letter=text.removeprefix("self."))
        if text == "(":
            found = self.sum()
            if self.next[1] != ")":
                raise NoDimError
            self.place += 1
            return found
        if text in ("...", "…", "?") and len(self.tokens) == 2:
            return Dim("any" if text == "?" else "rest")
        raise NoDimError
