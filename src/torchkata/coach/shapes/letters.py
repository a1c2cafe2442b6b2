"""What the letters of shape comments stand for, method by method and call by call.

Whole numbers of the frame come first, then those of self: both are known. What is left is voted
on: every comment says what its letters would have to be, and the value that most lines agree on is
taken, letter after letter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from torchkata.coach.shapes.attach import Claim
from torchkata.coach.shapes.seen import Call, Column, Seen, Shape, View
from torchkata.source.shapes import Dim, Group, Note

Vector = tuple[tuple[Call, Fraction], ...]  # a letter's value in each call
MOST_LETTERS = 60
BARE, DERIVED, OF_THE_KATA = 4, 2, 1  # how much a vote weighs


@dataclass(frozen=True, slots=True)
class Said:
    """What one comment claims of one function."""

    note: Note
    claims: tuple[Claim, ...]

    @property
    def letters(self) -> frozenset[str]:
        """All the letters that it uses."""
        return frozenset(s for g in self.note.groups for dim in g.dims for s in dim.letters)


class Letters:
    """The letters of one function."""

    def __init__(self, function: str, said: Sequence[Said], view: View) -> None:
        self.function = function
        self.view = view
        self.bound: dict[str, dict[Call, Fraction]] = {}
        self.witnesses: Counter[str] = Counter()  # lines that speak for the value of a letter
        self.calls = [call for call, name in view.functions.items() if name == function]
        self.said = said
        self.bind()

    def known(self, seen: Seen, column: Column) -> dict[str, int | Fraction]:
        """Every letter's value at one place and time."""
        voted = {s: v[column[:2]] for s, v in self.bound.items() if column[:2] in v}
        return {**voted, **seen.numbers[column]}

    def bind(self) -> None:
        """Letter after letter, the best supported first."""
        for _ in range(MOST_LETTERS):
            if self.bind_equations():
                continue
            best = self.best()
            if best is None:
                break
            letter, vector, lines = best
            self.bound[letter] = dict(vector)
            self.witnesses[letter] = lines
        self.take_from_kata()

    def take_from_kata(self) -> None:
        """Letters that no comment can tell by itself mean what they mean in the kata."""
        used = {letter for said in self.said for letter in said.letters}
        for letter in used - set(self.bound):
            for call in self.calls:
                sizes = self.view.sizes[call[0]]
                if call[0] in self.view.plain and letter in sizes:
                    self.bound.setdefault(letter, {})[call] = Fraction(sizes[letter])

    def bind_equations(self) -> bool:
        """`where P = H/ps * W/ps` gives P a value, once the rest of it is known."""
        for note, letter, dim in self.equations():
            if letter in self.bound or any(self.frame(call).get(letter) for call in self.calls):
                continue
            values = {call: dim.value(self.frame(call)) for call in self.calls}
            whole = {c: v for c, v in values.items() if v is not None and v.denominator == 1}
            if whole and not self.is_outvoted(letter, whole, note):
                self.bound[letter] = whole
                return True
        return False

    def equations(self) -> Iterator[tuple[Note, str, Dim]]:
        """All that the comments of the function say."""
        for said in self.said:
            for letter, dim in said.note.equations:
                yield said.note, letter, dim

    def frame(self, call: Call) -> dict[str, int | Fraction]:
        """What is known in a call as a whole."""
        voted = {s: v[call] for s, v in self.bound.items() if call in v}
        return {**voted, **self.view.frames.get(call, {})}

    def is_outvoted(self, letter: str, values: dict[Call, Fraction], note: Note) -> bool:
        """Whether two lines agree that the letter is something else than its equation says."""
        votes: Counter[Vector] = Counter()
        for said in self.said:
            for found, vector, is_bare in self.solutions(said.claims):
                if found == letter and is_bare:
                    votes[vector] += 1
        if not votes:
            return False
        vector, count = votes.most_common(1)[0]
        return count > 1 and any(values.get(call, v) != v for call, v in vector)

    def best(self) -> tuple[str, Vector, int] | None:
        """The letter and value that have most votes; earlier lines decide between equals."""
        votes: dict[str, Counter[Vector]] = defaultdict(Counter)
        lines: dict[tuple[str, Vector], set[int]] = defaultdict(set)
        for said in self.said:
            cast = {(s, vector): is_bare for s, vector, is_bare in self.solutions(said.claims)}
            for (letter, vector), is_bare in cast.items():
                votes[letter][vector] += BARE if is_bare else DERIVED
                lines[letter, vector].add(said.note.line)
        ranked = [
            (self.support(vector, counter) + self.of_the_kata(letter, vector), letter, vector)
            for letter, counter in votes.items()
            for vector in counter
        ]
        if not ranked:
            return None
        _, letter, vector = max(
            ranked, key=lambda x: (x[0], len(x[2]), -min(lines[x[1], x[2]]), x[1])
        )
        return letter, vector, len(lines[letter, vector])

    @staticmethod
    def support(vector: Vector, votes: Counter[Vector]) -> int:
        """The votes of this vector and of those that say the same of fewer calls."""
        values = dict(vector)
        return sum(
            count
            for other, count in votes.items()
            if all(values.get(call) == value for call, value in other)
        )

    def of_the_kata(self, letter: str, vector: Vector) -> int:
        """The kata's own letters count a little, where comments alone cannot decide."""
        sizes = self.view.sizes
        agrees = all(sizes[call[0]].get(letter) == value for call, value in vector)
        return OF_THE_KATA if agrees else 0

    def solutions(self, claims: Iterable[Claim]) -> Iterator[tuple[str, Vector, bool]]:
        """The letters that a comment would give a value to, if it were right."""
        for claim in claims:
            if claim.is_exact:
                yield from self.solved(claim.group, claim.of[0])

    def solved(self, group: Group, seen: Seen) -> Iterator[tuple[str, Vector, bool]]:
        """What the letters of one shape would be, in every call."""
        names = {*self.bound, *seen.numbers[min(seen.numbers)]}
        if all(dim.letters <= names for dim in group.dims):
            return
        found: dict[tuple[str, int], dict[Call, Fraction]] = defaultdict(dict)
        spoiled: set[tuple[str, int]] = set()
        for column, shape in seen.shapes.items():
            known = self.known(seen, column)
            for axis, dim, size in aligned(group, shape):
                solution = dim.solved(Fraction(size), known)
                if solution is None or solution[0] in known:
                    continue
                key, value = (solution[0], axis), solution[1]
                if found[key].setdefault(column[:2], value) != value or value.denominator != 1:
                    spoiled.add(key)
        for (letter, axis), values in found.items():
            if (letter, axis) not in spoiled:
                is_bare = group.dims[axis].kind == "letter"
                yield letter, tuple(sorted(values.items())), is_bare


def aligned(group: Group, shape: Shape) -> Iterator[tuple[int, Dim, int]]:
    """The axes of a comment beside those of a shape; none where they do not fit one way only."""
    rests = [i for i, dim in enumerate(group.dims) if dim.kind == "rest"]
    if len(rests) > 1:
        return
    offset = len(shape) - len(group.dims)
    if (offset != 0 and not rests) or offset < -1:
        return
    for axis, dim in enumerate(group.dims):
        is_late = bool(rests) and axis > rests[0]
        if dim.kind != "rest":
            yield axis, dim, shape[axis + offset if is_late else axis]


def fits(group: Group, shape: Shape, known: dict[str, int | Fraction]) -> bool | None:
    """Whether a shape is what a comment says; None where a letter is not known."""
    dims = group.dims
    if not dims:
        return not shape
    first, rest = dims[0], Group(dims[1:], "")
    if first.kind == "rest":
        found = [fits(rest, shape[start:], known) for start in range(len(shape) + 1)]
        return True if True in found else None if None in found else False
    if not shape:
        return False
    after = fits(rest, shape[1:], known)
    if after is False or first.kind == "any":
        return after
    value = first.value(known)
    if value is None:
        return None
    return after if value == shape[0] else False
