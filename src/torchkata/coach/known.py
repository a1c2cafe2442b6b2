"""Values that are there somewhere, looked up quickly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torchkata.coach.values import Array, fits, is_same, signature
from torchkata.contracts import Site

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Passes:
    """All values that one site had, in order."""

    site: Site
    values: tuple[Array, ...]


class Known:
    """Values that are there somewhere, in any layout.

    What was asked once is remembered by identity: the same arrays are asked for many times.
    """

    def __init__(self, values: Sequence[Array] = ()) -> None:
        self.by_signature: dict[Key, list[Array]] = {}
        self.exact: set[Key] = set()
        self.answers: dict[tuple[int, bool], tuple[Array, bool]] = {}
        self.learn(values)

    def learn(self, values: Sequence[Array]) -> None:
        """Know these too."""
        for value in values:
            key = exactly(value)
            if key not in self.exact:
                self.exact.add(key)
                self.by_signature.setdefault(signature(value), []).append(value)
        self.answers.clear()

    def has_exactly(self, value: Array) -> bool:
        """Whether this value is there as it is."""
        return self.remembered(value, is_same, is_exact=True)

    def has_all(self, passes: Passes) -> bool:
        """Whether all values of a site are there as they are."""
        return all(map(self.has_exactly, passes.values))

    def has(self, value: Array) -> bool:
        """Whether this value is there, its axes in any order and grouping."""
        return self.remembered(value, is_same_or_fits, is_exact=False)

    def remembered(
        self, value: Array, alike: Callable[[Array, Array], bool], *, is_exact: bool
    ) -> bool:
        """The answer for a value, worked out once."""
        key = id(value), is_exact
        if key not in self.answers:  # which keeps the array, so that no identity is used twice
            found = exactly(value) in self.exact or any(
                alike(value, other) for other in self.by_signature.get(signature(value), ())
            )
            self.answers[key] = value, found
        return self.answers[key][1]


def is_same_or_fits(value: Array, other: Array) -> bool:
    """Whether two values are the same, their axes in any order and grouping."""
    return is_same(value, other) or fits(value, other)


def exactly(value: Array) -> Key:
    """What only the very same entries have."""
    return value.shape, value.dtype.char, value.tobytes()
