"""Cases of many more sizes than a kata's author chose, to tell equal from merely untested."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from torchkata.catalog import bind_sizes
from torchkata.contracts import CaseSpec, Kata, Kind

SEED = 5
ROUNDS = 3  # times that every case gets other sizes
LARGEST = 9
MOST_CASES = 12


def wider(kata: Kata, is_right: Callable[[Kata], bool]) -> Kata:
    """The kata with other sizes in each of its cases.

    `is_right` says whether the reference agrees with itself on given cases: sizes that do not fit
    each other, and values that are not finite, are left out that way.
    """
    rng = random.Random(SEED)
    cases: list[CaseSpec] = []
    # By itself, a case without gradients relates no parameters.
    telling = [case for case in kata.cases if case.grad or kata.kind is not Kind.MODULE]
    candidates = [case for _ in range(ROUNDS) for case in telling]
    for number, case in enumerate(candidates):
        if len(cases) == MOST_CASES:
            break
        name = f"{case.name}, other sizes {number}"
        changed = replace(case, name=name, sizes=other_sizes(kata, case, rng))
        with suppress(Exception):  # no input can be drawn at some sizes
            if is_right(replace(kata, cases=(changed,))):
                cases.append(changed)
    return replace(kata, cases=tuple(cases) or kata.cases)


def other_sizes(kata: Kata, case: CaseSpec, rng: random.Random) -> dict[str, int | str]:
    """Every size that is not an expression drawn anew, but for the 1 that is a case's point."""
    sizes: dict[str, int | str] = {}
    for name, size in {**kata.sizes, **case.sizes}.items():
        if isinstance(size, str) or size == 1:
            sizes[name] = size if isinstance(size, str) else 1
        else:
            sizes[name] = rng.randint(1, LARGEST)
    bind_sizes(kata, replace(case, sizes=sizes), lambda options: options[0])
    return sizes
