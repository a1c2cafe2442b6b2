"""Numbers for a kata's symbols."""

from collections.abc import Callable, Mapping

from torchkata.catalog.expressions import evaluate
from torchkata.contracts import CaseSpec, Kata

Size = int | str | tuple[int, ...]


def bind_sizes(
    kata: Kata, case: CaseSpec, choose: Callable[[tuple[int, ...]], int]
) -> dict[str, int]:
    """Every symbol's number for one case, in the order of `[sizes]`.

    `choose` picks from a list of sizes. What a case says replaces a symbol by name and keeps its
    place, so the expressions below it follow.
    """
    return bound(merged(kata.sizes, case.sizes), choose)


def merged(general: Mapping[str, Size], override: Mapping[str, Size]) -> dict[str, Size]:
    """The sizes of a case: the kata's in their order, then the case's own symbols."""
    return {**general, **override}


def bound(sizes: Mapping[str, Size], choose: Callable[[tuple[int, ...]], int]) -> dict[str, int]:
    """The number of each symbol, top to bottom; expressions see the symbols above them."""
    numbers: dict[str, int] = {}
    for name, size in sizes.items():
        match size:
            case str():
                numbers[name] = evaluate(size, numbers)
            case tuple():
                numbers[name] = choose(size)
            case _:
                numbers[name] = size
    return numbers
