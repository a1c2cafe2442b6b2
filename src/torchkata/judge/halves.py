"""Checks in two halves: what they ask the attempt is sent well before it is judged.

So the attempt's process has always something to do, and its answers are judged meanwhile.
"""

from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")
Halves = Generator[None, None, T]  # sends, yields once, judges


def begun(check: Halves[T]) -> Callable[[], T]:
    """Send what a check asks; calling what is returned judges the answers."""
    next(check)

    def finish() -> T:
        try:
            next(check)
        except StopIteration as end:
            found: T = end.value
            return found
        raise AssertionError("a check has two halves")

    return finish
