"""What an `if` asks, turned: where the reference goes another way."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from torchkata.coach.known import Passes
from torchkata.coach.plans import Finding

Truths = tuple[bool, ...]


def turns(attempt: Sequence[Passes], reference: Sequence[Passes]) -> dict[int, list[Finding]]:
    """By site, the answers that the reference gets more often than the attempt.

    Turning a condition can also hide a mistake in a branch: so the reference has to go that way.
    """
    ours, theirs = ([p for p in side if p.site.is_test] for side in (attempt, reference))
    counts = Counter(map(truths, ours))
    wanted = Counter(map(truths, theirs))
    found: dict[int, list[Finding]] = {}
    for passes in ours:
        own = truths(passes)
        for other in theirs:
            answers = truths(other)
            is_lacking = wanted[answers] > counts[answers]
            if len(answers) >= len(own) and answers[: len(own)] != own and is_lacking:
                found.setdefault(passes.site.id, []).append(turned(passes, other, answers))
    return found


def truths(passes: Passes) -> Truths:
    """What a condition came to, time after time."""
    return tuple(bool(value) for value in passes.values)


def turned(passes: Passes, other: Passes, answers: Truths) -> Finding:
    """A condition with other answers; a single one is given twice, or it would go on for ever."""
    values = tuple(np.array(answer) for answer in (answers if len(answers) > 1 else answers * 2))
    first, *rest = dict.fromkeys(truths(passes))
    words = "the condition does not choose as the reference's does"
    if not rest:
        words = f"the condition is {str(first).lower()} here, and should not be"
    return Finding(passes, other, values, {}, words)
