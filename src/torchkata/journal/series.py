"""What a series of checks on one practice file says about the memory.

A series begins with `kata new` or `kata reset`. It gives one review at most, and a kata has one
review a day at most: what was just read is not remembered yet.
"""

from collections.abc import Sequence
from datetime import datetime

from torchkata.contracts import Attempted, Began, Entry, GaveUp, Hinted, Peeked, Rating, Reviewed

FROM_MEMORY = ("signatures", "blank")
ENOUGH = 3  # earlier times, to have a median that says something
EASY_SHARE = 0.5  # of one's own median: that fast is easy


def rating_of_pass(
    began: Began,
    before: Sequence[Entry],
    *,
    n_hints: int,
    word: Rating | None,
    now: datetime,
) -> Rating | None:
    """How well a kata was remembered that passes `now`; None where that is no review.

    `before` is everything that happened to the kata, `word` the learner's own. A word may come
    later on the same day: then it takes the place of what was guessed.
    """
    if began.level not in FROM_MEMORY:
        return None
    decided = _decided(began, before, now)
    if decided is not None:
        may_change = word not in (None, decided.rating) and decided.rating is not Rating.AGAIN
        if not may_change or decided.time < began.time or decided.time.date() != now.date():
            return None
    elif _is_checked_again(began, before):
        return None  # it was not written again
    if is_helped(began, before, n_hints=n_hints):
        return Rating.HARD if decided is None else None
    return word or _by_time(began.seconds_until(now), before)


def rating_of_look(before: Sequence[Entry], *, gave_up: bool, now: datetime) -> Rating | None:
    """AGAIN where looking at the whole reference `now` ends a series; None where it does not."""
    began = next((entry for entry in reversed(before) if isinstance(entry, Began)), None)
    if began is None or began.level not in FROM_MEMORY:
        is_open = gave_up and not any(_is_review_of(entry, now) for entry in before)
    else:
        is_open = _decided(began, before, now) is None
    return Rating.AGAIN if is_open else None


def is_helped(began: Began, before: Sequence[Entry], *, n_hints: int) -> bool:
    """Whether the reference or the last hint was seen since a series began, or on its first day."""
    return any(
        isinstance(entry, Peeked | GaveUp) or (isinstance(entry, Hinted) and entry.level >= n_hints)
        for entry in before
        if entry.time >= began.time or entry.time.date() == began.time.date()
    )


def _decided(began: Began, before: Sequence[Entry], now: datetime) -> Reviewed | None:
    """The review that this series has given already, or that the kata had today.

    One that lies ahead, on a clock that has been put right since, is none of this series.
    """
    found = (
        entry
        for entry in reversed(before)
        if isinstance(entry, Reviewed)
        and (began.time <= entry.time <= now or _is_review_of(entry, now))
    )
    return next(found, None)


def _is_checked_again(began: Began, before: Sequence[Entry]) -> bool:
    """Whether the very text that passed last has passed before in this series."""
    passed = [
        entry.text
        for entry in before
        if isinstance(entry, Attempted)
        and entry.path == began.path
        and entry.outcome == "passed"
        and entry.time >= began.time
    ]
    return bool(passed) and passed[-1] in passed[:-1]


def _is_review_of(entry: Entry, now: datetime) -> bool:
    return isinstance(entry, Reviewed) and entry.time.date() == now.date()


def _by_time(seconds: float | None, before: Sequence[Entry]) -> Rating:
    from statistics import median  # brings fractions and decimal

    times = [
        entry.seconds
        for entry in before
        if isinstance(entry, Reviewed) and entry.rating is not Rating.AGAIN and entry.seconds
    ]
    if seconds is None or len(times) < ENOUGH or seconds > EASY_SHARE * median(times):
        return Rating.GOOD
    return Rating.EASY
