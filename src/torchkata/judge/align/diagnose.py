"""When counts differ: which single parameter is missing or one too many."""

from dataclasses import replace

import numpy as np

from torchkata.judge.align.entry import by_name, by_order
from torchkata.judge.align.search import search
from torchkata.judge.align.verify import verify
from torchkata.judge.side import Side

BUDGET = 2.0  # processor seconds for one guess
NEUTRAL = (0.0, 1.0)  # what a bias and a gain do nothing at


def odd_one_out(reference: Side, attempt: Side) -> str:
    """In words, the parameter without which both sides agree; empty where there is none.

    What is dead on either side is not free there.
    """
    surplus = attempt.n - reference.n
    longer = attempt if surplus > 0 else reference
    for number, leaf in enumerate(longer.leaves):
        mine = np.flatnonzero(longer.owner == number)
        if len(mine) != abs(surplus):
            continue
        for value in NEUTRAL:
            held = np.concatenate([longer.held, longer.kept[mine]])
            rest = replace(longer, held=held, held_at=value)
            sides = (reference, rest) if surplus > 0 else (rest, attempt)
            if agrees(*sides):
                return words(leaf.name, value, is_extra=surplus > 0)
    return ""


def agrees(reference: Side, attempt: Side) -> bool:
    """Whether some relabelling makes the sides agree."""
    for partner in (by_name(reference, attempt), by_order(reference, attempt)):
        if partner is not None and len(partner) == reference.n == attempt.n:
            return verify(reference, attempt, partner).values
    return search(reference, attempt, budget=BUDGET, exclusion=0.0).partner is not None


def words(name: str, value: float, *, is_extra: bool) -> str:
    """What is too many or missing."""
    if is_extra:
        return f"your {name} is one parameter too many: held at {value:g}, the rest agrees"
    return f"you lack a parameter that the reference calls {name}: without it, the rest agrees"
