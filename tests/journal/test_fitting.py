"""The schedule is fitted to a learner once there are enough reviews, and only where it can be."""

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from learner import Learner

from torchkata.contracts import KataError, Rating, Reviewed
from torchkata.journal import fitting
from torchkata.journal.fitting import fitted_weights, n_usable
from torchkata.journal.schedule import DEFAULT_WEIGHTS

NOW = datetime(2030, 5, 1, tzinfo=UTC)


@pytest.fixture
def reviews(monkeypatch: pytest.MonkeyPatch) -> list[Reviewed]:
    monkeypatch.setattr(fitting, "ENOUGH", 20)
    learner = Learner(n_katas=6)
    return [review for _, review, _ in learner.live(60)]


def test_the_first_review_of_a_kata_and_a_second_one_of_a_day_tell_nothing() -> None:
    days = [NOW, NOW + timedelta(hours=1), NOW + timedelta(days=1), NOW + timedelta(days=4)]
    assert n_usable([Reviewed(day, "softmax", Rating.GOOD) for day in days]) == 2
    assert n_usable([]) == 0


def test_too_few_reviews_are_counted() -> None:
    with pytest.raises(KataError, match=r"0 repeated reviews so far, and a fit needs 512"):
        fitted_weights([Reviewed(NOW, "softmax", Rating.GOOD)])


def test_a_fit_hands_over_one_log_a_day_and_kata(
    reviews: list[Reviewed], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[fsrs.ReviewLog] = []

    class Optimizer:
        def __init__(self, logs: list[fsrs.ReviewLog]) -> None:
            given.extend(logs)

        def compute_optimal_parameters(self) -> list[float]:
            return list(DEFAULT_WEIGHTS)

    monkeypatch.setattr(fsrs, "Optimizer", Optimizer, raising=False)
    assert fitted_weights([*reviews, reviews[-1]]) == DEFAULT_WEIGHTS
    assert len(given) == len(reviews)
    assert len({log.card_id for log in given}) == 6
    assert {log.review_datetime.hour for log in given} == {0}


def test_missing_packages_are_named(
    reviews: list[Reviewed], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(logs: list[fsrs.ReviewLog]) -> None:
        raise ImportError

    monkeypatch.setattr(fsrs, "Optimizer", missing, raising=False)
    with pytest.raises(KataError, match="fitting needs packages") as caught:
        fitted_weights(reviews)
    assert caught.value.hint == 'pip install "torch-kata[fit]"'
