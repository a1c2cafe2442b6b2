"""A shape in the learner's own letters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from torchkata.coach.shapes.letters import Letters
from torchkata.coach.shapes.seen import Column, Seen
from torchkata.source.shapes import Dim

Sizes = tuple[Fraction, ...]  # of one axis, in every column
SMALL = 4  # numbers up to this one are rather themselves than some letter's value
MOST_FACTOR = 8
MOST_MULTIPLE = 4
MOST_NAMES = 14
BATCH = "B"  # by habit of every kata the first axis, however small it is


class Speller:
    """Says the shapes of one function."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.used: dict[str, Dim] = {}  # axes as the comments of the function write them
        for said in letters.said:
            for group in said.note.groups:
                self.used |= {dim.text: dim for dim in group.dims if dim.letters}

    def spelled(self, seen: Seen) -> str:
        """`(B, n_heads, L, head_dim)`; "" where some axis cannot be said."""
        columns = sorted(seen.shapes)
        if len({len(seen.shapes[column]) for column in columns}) != 1:
            return ""
        known = [self.known(seen, column) for column in columns]
        names = set.intersection(*(set(one) for one in known))
        values = {name: tuple(Fraction(one[name]) for one in known) for name in names}
        axes = []
        for axis in range(len(seen.shapes[columns[0]])):
            sizes = tuple(Fraction(seen.shapes[column][axis]) for column in columns)
            is_batch = axis == 0 and values.get(BATCH) == sizes and sizes[0] > 1
            axes.append(BATCH if is_batch else self.axis(sizes, values, known))
        if "" in axes:
            return ""
        return f"({', '.join(axes)}{',' if len(axes) == 1 else ''})"

    def known(self, seen: Seen, column: Column) -> Mapping[str, int | Fraction]:
        """Letters of comments, numbers of the frame, its later ones, the kata's own letters."""
        view = self.letters.view
        later = view.frames.get(column[:2], {})
        return {**view.sizes[column[0]], **later, **self.letters.known(seen, column)}

    def axis(
        self,
        sizes: Sizes,
        values: Mapping[str, Sizes],
        known: Sequence[Mapping[str, int | Fraction]],
    ) -> str:
        """One axis: as some comment has it, else a number, a letter, or a short sum or product.

        "" where it varies and nothing says how: a sum that fits two sizes is likely to be chance.
        """
        is_constant, number = len(set(sizes)) == 1, str(sizes[0])
        written = [
            text
            for text, dim in self.used.items()
            if all(dim.value(one) == size for one, size in zip(known, sizes, strict=True))
        ]
        if written:
            return min(written, key=len)
        names = sorted(values, key=lambda name: (not self.is_used(name), len(name), name))
        if len(self.letters.view.sizes) == 1:  # where nothing varies, sums and products are chance
            return next((n for n in names if values[n] == sizes and self.names(n, sizes)), number)
        if is_constant and sizes[0] <= SMALL:
            return number
        few = names[:MOST_NAMES]
        for candidates, least in EVIDENCE:
            if len(set(sizes)) >= least:
                found = next((text for text, v in candidates(few, values) if v == sizes), "")
                if found:
                    return found
        return number if is_constant else ""

    def names(self, name: str, sizes: Sizes) -> bool:
        """Whether a name is likely to be meant where one run alone tells."""
        return self.is_used(name) or sizes[0] > SMALL or (name.isupper() and sizes[0] > 1)

    def is_used(self, name: str) -> bool:
        """Whether some comment of the function has this letter."""
        return any(name in dim.letters for dim in self.used.values())


def alone(names: Sequence[str], values: Mapping[str, Sizes]) -> Iterator[tuple[str, Sizes]]:
    """Each name by itself."""
    return ((name, values[name]) for name in names)


def multiples(names: Sequence[str], values: Mapping[str, Sizes]) -> Iterator[tuple[str, Sizes]]:
    """`3 * D`: of a width, not of a count of layers or heads."""
    for name in (name for name in names if max(values[name]) > SMALL):
        for factor in range(2, MOST_MULTIPLE + 1):
            yield f"{factor} * {name}", tuple(value * factor for value in values[name])


def with_number(names: Sequence[str], values: Mapping[str, Sizes]) -> Iterator[tuple[str, Sizes]]:
    """`D / 2`, `P + 1`."""
    for name in names:
        own = values[name]
        for factor in range(2, MOST_FACTOR + 1):
            yield f"{name} / {factor}", tuple(value / factor for value in own)
        yield f"{name} + 1", tuple(value + 1 for value in own)
        yield f"{name} - 1", tuple(value - 1 for value in own)


def together(names: Sequence[str], values: Mapping[str, Sizes]) -> Iterator[tuple[str, Sizes]]:
    """`H * W`, `H / p`, `P + L`."""
    for a, b in combinations(names, 2):
        yield f"{a} * {b}", each(lambda x, y: x * y, values[a], values[b])
    for a, b in permutations(names, 2):
        if all(values[b]):
            yield f"{a} / {b}", each(lambda x, y: x / y, values[a], values[b])
    for a, b in combinations(names, 2):
        yield f"{a} + {b}", each(lambda x, y: x + y, values[a], values[b])


def each(operation: Callable[[Fraction, Fraction], Fraction], a: Sizes, b: Sizes) -> Sizes:
    """An operation, column by column."""
    return tuple(operation(x, y) for x, y in zip(a, b, strict=True))


# How many different sizes an axis has to be seen with before something of a kind is believed.
EVIDENCE = ((alone, 1), (multiples, 2), (with_number, 3), (together, 3))
