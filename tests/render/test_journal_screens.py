"""Screens of what the journal knows, at 80 columns, held against golden files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from journal_records import (
    BELTS,
    DUE,
    FILES,
    HISTORY,
    NEWCOMER,
    NOW,
    STANDINGS,
    STATS,
    TODAY,
    card,
)
from rich.console import RenderableType
from screen_records import FUSED, KATA, SOFTMAX

from torchkata.contracts import Checked, History, Overview, Rating, Reviewed
from torchkata.render import catalogue, journal_documents, practice, stats_documents
from torchkata.render.days import clock, from_now, stopwatch
from torchkata.render.history import history
from torchkata.render.marks import ASCII
from torchkata.render.stats import stats
from torchkata.render.today import agenda
from torchkata.render.verdict import checked

NEW = replace(KATA, id="self_attention", title="Self-attention")
DAY = Overview(
    FILES,
    67,
    "kata new cross_attention --force",
    due=DUE,
    belts=BELTS,
    new=NEW,
    is_newcomer=False,
)
REST = Overview((), 67, "kata new softmax", later=card("linear", 3), new=SOFTMAX, is_newcomer=False)
BUSY = replace(DAY, due=DUE * 5)
REVIEWED = Checked(FUSED, Reviewed(NOW, "softmax", Rating.GOOD), TODAY + timedelta(days=12))
SCREENS: dict[str, RenderableType] = {
    "today": agenda(DAY, today=TODAY),
    "today_plain": agenda(DAY, ASCII, today=TODAY),
    "today_rest": agenda(REST, today=TODAY),
    "today_busy": agenda(BUSY, today=TODAY),
    "home_returning": practice.overview(DAY, today=TODAY),
    "list_progress": catalogue.catalogue([SOFTMAX, KATA], standings=STANDINGS),
    "list_progress_plain": catalogue.catalogue([SOFTMAX, KATA], ASCII, STANDINGS),
    "verdict_reviewed": checked(REVIEWED, today=TODAY),
    "history": history(HISTORY, today=TODAY),
    "history_plain": history(HISTORY, ASCII, today=TODAY),
    "history_empty": history(History("softmax", (), (), None), today=TODAY),
    "stats": stats(STATS),
    "stats_plain": stats(STATS, ASCII),
    "stats_empty": stats(NEWCOMER),
}
PLAIN = [name for name in SCREENS if name.endswith("_plain")]


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(name: str, golden: Callable[[str, RenderableType], None]) -> None:
    golden(name, SCREENS[name])


@pytest.mark.parametrize("name", PLAIN)
def test_plain_screens_are_ascii(name: str, show: Callable[..., str]) -> None:
    assert show(SCREENS[name]).isascii()


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("width", [20, 40, 120])
def test_screens_live_with_any_width(name: str, width: int, show: Callable[..., str]) -> None:
    lines = show(SCREENS[name], width=width).splitlines()
    assert lines
    assert not [line for line in lines if width > 40 and line != line.rstrip()]


def test_a_history_is_a_document() -> None:
    document = journal_documents.history(HISTORY)
    assert document["due"] == "2030-05-13"
    assert [a["number"] for a in document["attempts"]] == [1, 2, 3, 4, 5, 6]
    assert document["attempts"][2]["departure"] == {"line": 12, "message": None}
    assert "text" not in document["attempts"][0]
    assert journal_documents.attempt(HISTORY.attempts[0], 1)["text"].startswith("def softmax")


def test_stats_are_a_document() -> None:
    document = stats_documents.stats(STATS)
    assert document["schema"] == 1
    assert document["belts"][1]["to_renew"] == ["conv2d", "linear"]
    assert document["days"]["2030-05-01"] == 0
    assert document["mistakes"][1]["count"] == 3


def test_every_check_is_a_row_of_csv() -> None:
    rows = stats_documents.table(HISTORY.attempts).splitlines()
    assert len(rows) == 7
    assert rows[0].startswith("time,kata,level,outcome,failing_check")
    assert rows[3].startswith("2030-05-01T18:34:30+00:00,softmax,blank,failed,values,12,,0.8,270.0")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-400, "13 months ago"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (20, "in 20 days"),
        (21, "in 3 weeks"),
        (90, "in 3 months"),
        (800, "in 2 years"),
    ],
)
def test_days_are_said_as_people_do(days: int, words: str) -> None:
    assert from_now(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("seconds", "words", "short"),
    [
        (7.6, "8 s", "0:08"),
        (75, "1 min 15 s", "1:15"),
        (1234, "20 min", "20:34"),
        (3700, "1 h 01 min", "1:01:40"),
        (200000, "2 days", "2 days"),
    ],
)
def test_times_are_said_in_two_units_at_most(seconds: float, words: str, short: str) -> None:
    assert (clock(seconds), stopwatch(seconds)) == (words, short)
