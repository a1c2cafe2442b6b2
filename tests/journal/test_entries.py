"""What is written comes back, whatever it is and whoever else writes."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.contracts import (
    UNFINISHED,
    Attempted,
    Began,
    Entry,
    Fitted,
    GaveUp,
    Hinted,
    Peeked,
    Rating,
    Reviewed,
)
from torchkata.journal import Journal
from torchkata.journal.rows import TABLES, entry, row

HERE = timezone(timedelta(hours=2))
NOW = datetime(2030, 5, 1, 1, 30, tzinfo=HERE)
ATTEMPT = Attempted(NOW, "softmax", "blank", UNFINISHED, "cpu", "/work/softmax.py", "x = 1\n")
ENTRIES = (
    Began(NOW, "softmax", "blank", "/work/softmax.py"),
    ATTEMPT,
    Hinted(NOW, "softmax", 2),
    Peeked(NOW, "softmax", 3, 5, is_whole=False),
    GaveUp(NOW, "softmax"),
    Reviewed(NOW, "softmax", Rating.GOOD, 61.5),
    Fitted(NOW, (0.5, 1.25)),
)


@pytest.mark.parametrize("written", ENTRIES, ids=lambda written: type(written).__name__)
def test_an_entry_comes_back_as_it_was(written: Entry, tmp_path: Path) -> None:
    Journal(tmp_path).write([written])
    assert Journal(tmp_path).entries() == (written,)


def test_an_entry_keeps_the_learners_own_day(tmp_path: Path) -> None:
    Journal(tmp_path).write_give_up("softmax", now=NOW)
    found = Journal(tmp_path).give_ups()[0].time
    assert found.date() == NOW.date() != found.astimezone(UTC).date()


def test_entries_come_in_the_order_of_time(tmp_path: Path) -> None:
    later, earlier = NOW + timedelta(seconds=1), NOW
    Journal(tmp_path).write_give_up("softmax", now=later)
    Journal(tmp_path).write_hints("softmax", [1], now=earlier)
    Journal(tmp_path).write_peek("linear", (1, 2), whole=True, now=earlier)
    assert [type(e) for e in Journal(tmp_path).entries("softmax")] == [Hinted, GaveUp, Reviewed]
    assert {e.time for e in Journal(tmp_path).entries(since=later)} == {later}


def test_an_attempt_is_finished_where_it_was_begun(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    uid = journal.write_attempt(ATTEMPT)
    passed = Attempted(NOW, "softmax", "blank", "passed", "cpu", ATTEMPT.path, ATTEMPT.text)
    journal.finish_attempt(uid, passed)
    assert journal.attempts("softmax") == (passed,)


def test_the_last_practice_file_at_a_path_is_found(tmp_path: Path) -> None:
    journal, path = Journal(tmp_path), Path("/work/softmax.py")
    assert journal.last_began("softmax", path) is None
    journal.began("softmax", "signatures", path=path, now=NOW)
    journal.began("softmax", "blank", path=path, now=NOW + timedelta(days=1))
    journal.began("softmax", "signatures", path=Path("/else.py"), now=NOW + timedelta(days=2))
    found = journal.last_began("softmax", path)
    assert found is not None
    assert found.level == "blank"


def test_the_same_text_is_stored_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _ in range(3):
        journal.write_attempt(ATTEMPT)
    with journal.store.reading() as connection:
        assert connection.execute("select count(*) as n from texts").fetchone()["n"] == 1
    assert [attempt.text for attempt in journal.attempts()] == [ATTEMPT.text] * 3


def test_reading_a_journal_that_is_not_there_makes_none(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "home")
    assert (journal.entries(), journal.cards(), journal.attempts()) == ((), {}, ())
    assert not (tmp_path / "home").exists()


@given(
    text=st.text(st.characters(exclude_categories=())),
    recall=st.none() | st.floats(0, 1),
    line=st.none() | st.integers(1, 10**6),
    minutes=st.integers(-14 * 60, 14 * 60),
)
def test_any_attempt_survives_a_row(
    text: str, recall: float | None, line: int | None, minutes: int
) -> None:
    now = NOW.astimezone(timezone(timedelta(minutes=minutes)))
    attempt = Attempted(
        now, "softmax", None, "failed", "cpu", "/a.py", text, recall=recall, departure_line=line
    )
    table = next(table for table in TABLES if table.kind is Attempted)
    assert entry(table, row(attempt)) == attempt
