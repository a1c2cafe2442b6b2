"""What a pass, a look and a giving up say about the memory."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from torchkata.contracts import Attempted, Began, Entry, Hinted, Peeked, Rating, Reviewed
from torchkata.journal import Journal
from torchkata.journal.series import rating_of_look, rating_of_pass

START = datetime(2030, 5, 1, 9, tzinfo=UTC)
BEGAN = Began(START, "softmax", "blank", "/a.py")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PEEK = Peeked(START + MINUTE, "softmax", 3, 4, is_whole=False)


def passed(
    *before: Entry, began: Began = BEGAN, word: Rating | None = None, after: timedelta = 10 * MINUTE
) -> Rating | None:
    """The rating of a pass some time after the start; the kata has three hints."""
    return rating_of_pass(began, before, n_hints=3, word=word, now=began.time + after)


def reviewed(days_ago: int, rating: Rating, minutes: float | None = 10) -> Reviewed:
    seconds = None if minutes is None else 60 * minutes
    return Reviewed(START - days_ago * DAY, "softmax", rating, seconds)


@pytest.mark.parametrize("level", ["signatures", "blank"])
def test_a_pass_from_memory_is_good(level: str) -> None:
    assert passed(began=Began(START, "softmax", level, "/a.py")) is Rating.GOOD


@pytest.mark.parametrize("level", ["copy", "faded25", "faded75", "shapes"])
def test_a_pass_with_the_answer_in_sight_is_no_review(level: str) -> None:
    assert passed(began=Began(START, "softmax", level, "/a.py")) is None


def test_the_learners_word_counts() -> None:
    assert passed(word=Rating.EASY) is Rating.EASY
    assert passed(word=Rating.HARD) is Rating.HARD


@pytest.mark.parametrize(
    "help_seen",
    [PEEK, Hinted(START + MINUTE, "softmax", 3), Peeked(START - MINUTE, "softmax", 1, 2, False)],
    ids=["a peek", "the last hint", "a peek before the start, on the same day"],
)
def test_a_pass_after_help_is_hard_whatever_the_learner_says(help_seen: Entry) -> None:
    assert passed(help_seen) is Rating.HARD
    assert passed(help_seen, word=Rating.EASY) is Rating.HARD


def test_a_gentle_hint_is_no_help() -> None:
    assert passed(Hinted(START + MINUTE, "softmax", 2)) is Rating.GOOD


def test_help_of_another_day_is_forgotten() -> None:
    assert passed(Peeked(START - DAY, "softmax", 1, 2, is_whole=False)) is Rating.GOOD


def test_half_of_ones_own_median_is_easy() -> None:
    before = [reviewed(n, Rating.GOOD, 10 + n) for n in (9, 6, 3)]  # a median of 16 minutes
    assert passed(*before, after=8 * MINUTE) is Rating.EASY
    assert passed(*before, after=9 * MINUTE) is Rating.GOOD


def test_too_few_times_make_no_median() -> None:
    before = [reviewed(9, Rating.GOOD), reviewed(6, Rating.AGAIN, None), reviewed(3, Rating.HARD)]
    assert passed(*before, after=MINUTE) is Rating.GOOD


def test_a_series_is_one_review() -> None:
    assert passed(Reviewed(START + MINUTE, "softmax", Rating.GOOD)) is None


def test_a_kata_has_one_review_a_day() -> None:
    assert passed(Reviewed(START - MINUTE, "softmax", Rating.AGAIN)) is None


def test_a_word_may_come_after_the_pass() -> None:
    review = Reviewed(START + MINUTE, "softmax", Rating.GOOD)
    assert passed(review, word=Rating.EASY) is Rating.EASY
    assert passed(review, word=Rating.GOOD) is None


def test_a_word_comes_too_late_on_another_day() -> None:
    review = Reviewed(START + MINUTE, "softmax", Rating.GOOD)
    assert passed(review, word=Rating.EASY, after=DAY) is None


def test_no_word_undoes_giving_up_or_help() -> None:
    assert passed(Reviewed(START + MINUTE, "softmax", Rating.AGAIN), word=Rating.EASY) is None
    assert (
        passed(PEEK, Reviewed(START + 2 * MINUTE, "softmax", Rating.HARD), word=Rating.EASY) is None
    )


def look(*before: Entry, gave_up: bool = False, after: timedelta = 10 * MINUTE) -> Rating | None:
    return rating_of_look(before, gave_up=gave_up, now=START + after)


def test_looking_at_the_whole_reference_ends_a_series() -> None:
    assert look(BEGAN) is Rating.AGAIN
    assert look(BEGAN, reviewed(3, Rating.GOOD)) is Rating.AGAIN


def test_looking_after_the_pass_costs_nothing() -> None:
    assert look(BEGAN, Reviewed(START + MINUTE, "softmax", Rating.GOOD)) is None
    assert look(BEGAN, Reviewed(START + MINUTE, "softmax", Rating.GOOD), after=3 * DAY) is None


def test_looking_at_a_kata_that_is_not_begun_is_no_review_but_giving_up_is() -> None:
    assert look() is None
    assert look(gave_up=True) is Rating.AGAIN


def test_giving_up_is_a_review_in_the_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.began("softmax", "blank", path=Path("/a.py"), now=START)
    journal.write_give_up("softmax", now=START + MINUTE)
    assert [review.rating for review in journal.reviews("softmax")] == [Rating.AGAIN]
    assert journal.cards()["softmax"].due == START.date() + DAY


def test_a_pass_in_the_journal_gives_a_card(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    review = journal.write_pass(BEGAN, n_hints=3, word=None, now=START + MINUTE)
    assert review == Reviewed(START + MINUTE, "softmax", Rating.GOOD, 60.0)
    assert journal.cards()["softmax"].due > START.date()


def test_a_later_word_moves_the_day(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write_pass(BEGAN, n_hints=3, word=None, now=START + MINUTE)
    before = journal.cards()["softmax"].due
    journal.write_pass(BEGAN, n_hints=3, word=Rating.EASY, now=START + 2 * MINUTE)
    assert journal.cards()["softmax"].due > before
    assert journal.cards()["softmax"].reviews == 1


def test_the_cards_can_be_made_anew_from_the_reviews(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write([reviewed(9, Rating.GOOD), reviewed(3, Rating.AGAIN), reviewed(0, Rating.HARD)])
    before = journal.cards()
    with journal.store.transaction() as connection:
        connection.execute("update cards set due = '2000-01-01'")
    assert journal.reschedule() == 1
    assert journal.cards() == before


def test_a_pass_on_a_clock_that_was_put_back_is_no_quick_one() -> None:
    before = [reviewed(days, Rating.GOOD) for days in (1, 2, 3)]
    assert passed(*before, after=-10 * MINUTE) is Rating.GOOD


def test_a_review_that_lies_ahead_does_not_take_the_place_of_this_one() -> None:
    assert passed(reviewed(-90, Rating.GOOD)) is Rating.GOOD
    assert passed(reviewed(-90, Rating.GOOD), reviewed(0, Rating.GOOD)) is None


def test_only_a_text_that_has_passed_before_is_checked_again() -> None:
    first, second = (
        Attempted(START + time, "softmax", "blank", "passed", "cpu", "/a.py", "x = 1")
        for time in (MINUTE, DAY)
    )
    other = replace(second, text="x = 2")
    assert passed(first) is Rating.GOOD  # the pass itself
    assert passed(first, second, after=DAY + MINUTE) is None
    assert passed(first, other, after=DAY + MINUTE) is Rating.GOOD
    assert passed(replace(first, time=START - MINUTE), second, after=DAY + MINUTE) is Rating.GOOD
    assert passed(replace(first, outcome="failed"), second, after=DAY + MINUTE) is Rating.GOOD
