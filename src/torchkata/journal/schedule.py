"""When a kata comes back: FSRS in steps of days. Reviews in, cards out; the day is in the review.

Ye et al., A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling, 2022,
as the package `fsrs` computes it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from random import Random

import fsrs

from torchkata.contracts import Card, Rating, Reviewed

DEFAULT_WEIGHTS = fsrs.Scheduler().parameters
RETENTION = 0.9  # chance to remember on the day when a kata is due
LONGEST = 365  # days
SPREAD = 0.05  # of an interval, so that katas begun together do not stay together
LEAST_SPREAD = 4  # days, from which on an interval is spread


def cards(
    reviews: Iterable[Reviewed], weights: Sequence[float] = DEFAULT_WEIGHTS
) -> dict[str, Card]:
    """The card of every kata that was reviewed."""
    ordered = sorted(reviews, key=lambda review: (review.kata, review.time))
    groups = groupby(ordered, key=lambda review: review.kata)
    return {kata: card(list(own), weights) for kata, own in groups}


def card(reviews: Sequence[Reviewed], weights: Sequence[float] = DEFAULT_WEIGHTS) -> Card:
    """The card of one kata after its reviews, oldest first and at least one."""
    scheduler = fsrs.Scheduler(
        weights,
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,  # it draws from the global generator: `_spread` is repeatable
    )
    days = {review.time.date(): review.rating for review in reviews}
    state = fsrs.Card(card_id=0, due=_midnight(min(days)))
    lapses = 0
    for number, (day, rating) in enumerate(sorted(days.items())):
        lapses += rating is Rating.AGAIN and number > 0
        state, _ = scheduler.review_card(state, fsrs.Rating(int(rating)), _midnight(day))
    last, kata = max(days), reviews[0].kata
    interval = _spread((state.due - _midnight(last)).days, f"{kata} {last}")
    return Card(
        kata=kata,
        due=last + timedelta(days=interval),
        last=last,
        stability=state.stability or 0.0,
        difficulty=state.difficulty or 0.0,
        reviews=len(days),
        lapses=lapses,
    )


def are_weights(weights: Sequence[float]) -> bool:
    """Whether these can be parameters of the schedule."""
    try:
        fsrs.Scheduler(weights)
    except (ValueError, TypeError):
        return False
    return True


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _spread(days: int, seed: str) -> int:
    """An interval a little shorter or longer, always the same for the same seed."""
    if days < LEAST_SPREAD:
        return days
    most = max(1, round(SPREAD * days))
    return min(LONGEST, days + Random(seed).randint(-most, most))
