"""Streaks, belts, courses and mistakes from what happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.contracts import (
    Attempted,
    Began,
    Belt,
    Card,
    Entry,
    Hinted,
    Kata,
    Kind,
    Peeked,
    Rating,
    Reviewed,
    State,
)
from torchkata.journal.mistakes import kind, mistakes
from torchkata.journal.progress import standings, suggestion
from torchkata.journal.stats import belts, courses, longest_streak, stats, streak

START = datetime(2030, 5, 1, 9, tzinfo=UTC)
TODAY = START.date()
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def kata(name: str, belt: Belt = Belt.WHITE, *before: str) -> Kata:
    return Kata(
        id=name,
        folder=Path("katas") / name,
        title=name,
        belt=belt,
        kind=Kind.FUNCTION,
        target=name,
        brief="",
        concepts=(),
        prerequisites=before,
        sources=(),
        hints=("a", "b", "c"),
        forbidden=(),
        sizes={},
        build={},
        inputs={},
        outputs={},
        cases=(),
    )


def began(name: str, time: datetime = START, level: str = "blank") -> Began:
    return Began(time, name, level, f"/{name}.py")


def checked(
    name: str, minutes: float, outcome: str = "passed", *, start: datetime = START, **more: object
) -> Attempted:
    found = Attempted(
        start + minutes * MINUTE,
        name,
        "blank",
        outcome,
        "cpu",
        f"/{name}.py",
        "",
        seconds=60 * minutes,
    )
    return replace(found, **more)  # type: ignore[arg-type]


def card(name: str, due: date) -> Card:
    return Card(name, due, TODAY - DAY, 3.0, 5.0, 1, 0)


def test_a_streak_lives_until_the_day_is_over() -> None:
    days = [TODAY - n * DAY for n in (1, 2, 3, 7)]
    assert streak(days, TODAY) == 3
    assert streak([*days, TODAY], TODAY) == 4
    assert streak(days, TODAY + DAY) == 0
    assert longest_streak([*days, TODAY]) == 4
    assert (streak([], TODAY), longest_streak([])) == (0, 0)


@given(st.sets(st.integers(0, 60)))
def test_no_streak_is_longer_than_the_longest(numbers: set[int]) -> None:
    days = [TODAY - n * DAY for n in numbers]
    assert streak(days, TODAY) <= longest_streak(days) <= len(days)


def white(entries: Sequence[Entry], *cards: Card, today: date = TODAY) -> object:
    found = belts([kata("a"), kata("b")], entries, {c.kata: c for c in cards}, today)
    return found[0]


BOTH = [began("a"), checked("a", 1), began("b"), checked("b", 2)]


def test_a_belt_is_earned_by_all_its_katas() -> None:
    assert white(BOTH[:2]).earned == 1
    assert white(BOTH[:2]).earned_on is None
    assert white(BOTH).earned_on == TODAY
    assert white(BOTH).is_held


@pytest.mark.parametrize(
    "instead",
    [
        [began("b", level="signatures"), checked("b", 2)],
        [checked("b", 2)],
        [began("b"), checked("b", 2, "failed")],
        [began("b"), Peeked(START + MINUTE, "b", 1, 2, False), checked("b", 2)],
        [began("b"), Hinted(START + MINUTE, "b", 3), checked("b", 2)],
    ],
    ids=["signatures", "a file of one's own", "failed", "peeked", "the last hint"],
)
def test_a_belt_is_not_earned_otherwise(instead: list[Entry]) -> None:
    assert white([*BOTH[:2], *instead]).earned == 1


def test_a_gentle_hint_costs_no_belt() -> None:
    assert white([*BOTH[:3], Hinted(START + MINUTE, "b", 1), checked("b", 2)]).is_held


def test_a_forgotten_kata_is_to_be_renewed() -> None:
    again = Reviewed(START + DAY, "a", Rating.AGAIN)
    assert white([*BOTH, again]).to_renew == ("a",)
    assert not white([*BOTH, again]).is_held
    assert white([*BOTH, again, Reviewed(START + 2 * DAY, "a", Rating.HARD)]).is_held


def test_a_kata_due_for_long_is_to_be_renewed() -> None:
    assert white(BOTH, card("b", TODAY - 14 * DAY)).is_held
    assert white(BOTH, card("b", TODAY - 15 * DAY)).to_renew == ("b",)


def test_a_belt_without_katas_is_not_listed() -> None:
    assert [found.belt for found in belts([kata("a", Belt.BLACK)], [], {}, TODAY)] == [Belt.BLACK]


def test_a_course_takes_the_first_check_and_the_first_pass_of_each_series() -> None:
    later = START + 3 * DAY
    entries: list[Entry] = [
        began("a"),
        checked("a", 1, "failed", recall=0.5),
        checked("a", 4, "failed", recall=0.9),
        checked("a", 5, recall=1.0),
        checked("a", 6, recall=1.0),
        began("a", later),
        checked("a", 2, start=later, recall=0.75),
    ]
    (course,) = courses(entries)
    assert course.recall == (0.5, 0.75)
    assert course.seconds == (300.0, 120.0)
    assert (course.checks, course.passes, course.last) == (5, 3, later.date())


def test_a_file_of_ones_own_has_a_series_a_day() -> None:
    own = {"seconds": None, "level": None}
    entries = [checked("a", n, recall=n / 10, **own) for n in (1, 2)]
    entries.append(checked("a", 3, start=START + DAY, recall=0.3, **own))
    assert courses(entries)[0].recall == (0.1, 0.3)
    assert courses(entries)[0].seconds == ()


def test_stats_of_nothing_are_nothing() -> None:
    found = stats([kata("a")], [], {}, TODAY)
    assert (found.checks, found.streak, found.courses, found.mistakes) == (0, 0, (), ())


def test_stats_count_checks_katas_and_what_is_due() -> None:
    cards = {"a": card("a", TODAY), "b": card("b", TODAY + DAY), "gone": card("gone", TODAY)}
    found = stats([kata("a"), kata("b"), kata("c")], BOTH, cards, TODAY)
    assert (found.checks, found.passes, found.n_passed, found.n_katas) == (2, 2, 2, 3)
    assert (found.n_due, found.reviews) == (1, 3)
    assert found.days == ((TODAY, 2),)


WORDS = {
    "the value here is 1.732 times too large: a factor head_dim ** -0.5 is missing": "a factor",
    "the sign is wrong here": "a wrong sign",
    "its value has another layout here: (2, 3)": "another layout",
    "the entries are right, their order is not: look at the axes here": "axes in",
    "the mask hides other entries than the reference's": "masking",
    "the reference hides entries here (-inf), yours are all there": "masking",
    "`x` is not added here": "a term",
    "norm is built otherwise than the reference's": "a part built",
    "detach() cuts the gradient here": "a gradient cut",
    "calling X raises ValueError: no": "an exception",
    "": "other values",
    "the value here is not the reference's; what comes before is right": "other values",
}


@pytest.mark.parametrize("words", WORDS)
def test_a_departure_has_a_kind(words: str) -> None:
    attempt = checked("a", 1, "failed", failing_check="values", departure_message=words or None)
    assert str(kind(attempt)).startswith(WORDS[words])


@pytest.mark.parametrize("outcome", ["passed", "error", "unfinished"])
def test_only_failures_are_mistakes(outcome: str) -> None:
    assert kind(checked("a", 1, outcome, failing_check="values")) is None


def test_a_mistake_counts_once_a_day_and_kata() -> None:
    made = [
        checked("a", 1, "failed", failing_check="shapes"),
        checked("a", 2, "failed", failing_check="shapes"),
        checked("a", 1, "failed", failing_check="shapes", start=START + DAY),
        checked("b", 1, "failed", failing_check="shapes"),
        checked("b", 2, "failed", failing_check="state"),
    ]
    first, second = mistakes(made)
    assert (first.kind, first.count, first.katas) == ("wrong shapes", 3, ("a", "b"))
    assert (second.kind, second.count) == ("state", 1)


def test_a_kata_stands_where_its_checks_and_its_card_put_it() -> None:
    cards = {"a": card("a", TODAY), "b": card("b", TODAY + DAY), "d": card("d", TODAY + DAY)}
    found = standings({"a": True, "b": True, "c": False, "d": False}, cards, TODAY)
    states = {name: standing.state for name, standing in found.items()}
    assert states == {"a": State.DUE, "b": State.DONE, "c": State.BEGUN, "d": State.BEGUN}


def test_the_next_new_kata_is_one_whose_prerequisites_passed() -> None:
    katas = [kata("a"), kata("b", Belt.WHITE, "a"), kata("c"), kata("d", Belt.BLUE, "c")]
    assert suggestion(katas, {}) == katas[0]
    assert suggestion(katas, {"a": True}) == katas[1]
    assert suggestion(katas, {"a": False}) == katas[2]
    assert suggestion(katas, {"a": False, "c": False}) == katas[1]  # nothing is locked
    assert suggestion(katas, dict.fromkeys("abcd", True)) is None
