"""Intervals grow while a kata is remembered and shrink when it is not."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner import Learner

from torchkata.contracts import Card, Rating, Reviewed
from torchkata.journal.schedule import LONGEST, card, cards

START = datetime(2030, 1, 1, 20, tzinfo=UTC)


def reviews(*ratings: Rating, kata: str = "softmax") -> list[Reviewed]:
    """Reviews on the days when the kata is due."""
    found: list[Reviewed] = []
    now = START
    for rating in ratings:
        found.append(Reviewed(now, kata, rating))
        now = START + (card(found).due - START.date())
    return found


def interval(card: Card) -> int:
    return (card.due - card.last).days


def test_a_remembered_kata_comes_back_later_every_time() -> None:
    found = [interval(card(reviews(*[Rating.GOOD] * n))) for n in range(1, 6)]
    assert found == sorted(set(found))
    assert found[-1] > 100


@pytest.mark.parametrize("worse", [Rating.AGAIN, Rating.HARD, Rating.GOOD])
def test_a_better_grade_gives_a_longer_interval(worse: Rating) -> None:
    earlier = [Rating.GOOD] * 3
    shorter = card(reviews(*earlier, worse))
    assert interval(card(reviews(*earlier, Rating(worse + 1)))) > interval(shorter)


def test_a_lapse_brings_a_kata_back_within_days() -> None:
    before = card(reviews(*[Rating.GOOD] * 6))
    after = card(reviews(*[Rating.GOOD] * 6, Rating.AGAIN))
    assert interval(after) < interval(before) / 5
    assert (before.lapses, after.lapses) == (0, 1)


def test_forgetting_the_first_time_is_no_lapse() -> None:
    found = card(reviews(Rating.AGAIN))
    assert (found.lapses, interval(found)) == (0, 1)


def test_the_last_review_of_a_day_counts() -> None:
    twice = [*reviews(Rating.AGAIN), Reviewed(START + timedelta(hours=1), "softmax", Rating.EASY)]
    assert card(twice).due == card(reviews(Rating.EASY)).due
    assert card(twice).reviews == 1


def test_the_day_is_the_learners_own() -> None:
    late = Reviewed(START.replace(hour=23), "softmax", Rating.GOOD)
    assert card([late]).last == START.date()


def test_the_schedule_draws_from_no_generator_of_others() -> None:
    found = []
    for seed in range(3):
        random.seed(seed)
        found.append(card(reviews(*[Rating.GOOD] * 5)))
    assert found[0] == found[1] == found[2]


def test_katas_begun_together_do_not_stay_together() -> None:
    logs = [r for n in range(20) for r in reviews(*[Rating.GOOD] * 4, kata=f"kata{n}")]
    assert len({found.due for found in cards(logs).values()}) > 3


def test_no_kata_stays_away_for_more_than_a_year() -> None:
    assert interval(card(reviews(*[Rating.EASY] * 15))) <= LONGEST


@given(st.lists(st.tuples(st.sampled_from(Rating), st.integers(1, 400)), min_size=1, max_size=12))
def test_whatever_the_reviews_a_kata_comes_back_on_a_later_day(
    log: list[tuple[Rating, int]],
) -> None:
    now, found = START, []
    for rating, days in log:
        now += timedelta(days=days)
        found.append(Reviewed(now, "softmax", rating))
    made = card(found)
    assert 1 <= interval(made) <= LONGEST
    assert cards(reversed(found)) == {"softmax": made}


def test_a_learners_year_has_longer_and_longer_intervals_and_short_ones_after_lapses() -> None:
    passes, lapses = [], []
    for before, review, after in Learner(n_katas=12, retention=0.8).live(200):
        if before is not None:
            (lapses if review.rating is Rating.AGAIN else passes).append((before, after))
    assert len(passes) > 50
    assert len(lapses) > 5
    assert all(after.stability > before.stability for before, after in passes)
    assert all(after.stability < before.stability for before, after in lapses)
