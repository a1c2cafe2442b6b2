"""The schedule's parameters, fitted to one learner's own reviews."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

import fsrs

from torchkata.contracts import KataError, Reviewed

ENOUGH = 512  # reviews of katas on a later day than their first: fsrs fits from so many on


def n_usable(reviews: Sequence[Reviewed]) -> int:
    """How many reviews tell something about forgetting: not the first, one a day."""
    days = {(review.kata, review.time.date()) for review in reviews}
    return len(days) - len({review.kata for review in reviews})


def fitted_weights(reviews: Sequence[Reviewed]) -> tuple[float, ...]:
    """Parameters under which these reviews are most likely. KataError where that cannot be had."""
    if n_usable(reviews) < ENOUGH:
        raise KataError(
            f"{n_usable(reviews)} repeated reviews so far, and a fit needs {ENOUGH}",
            hint="until then the usual parameters serve you well",
        )
    ids = {kata: number for number, kata in enumerate(sorted({r.kata for r in reviews}))}
    last = {(r.kata, r.time.date()): r for r in sorted(reviews, key=lambda r: r.time)}
    logs = [
        fsrs.ReviewLog(
            ids[kata],
            fsrs.Rating(int(review.rating)),
            datetime.combine(day, time(), UTC),
            None,
        )
        for (kata, day), review in last.items()
    ]
    try:
        optimizer = fsrs.Optimizer(logs)
    except ImportError as error:
        raise KataError(
            "fitting needs packages that are not installed",
            hint='pip install "torch-kata[fit]"',
        ) from error
    return tuple(float(weight) for weight in optimizer.compute_optimal_parameters())
