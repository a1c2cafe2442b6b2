"""A journal goes out as JSON lines and comes back whole, however often."""

import json
from pathlib import Path

import pytest
from test_entries import ENTRIES, NOW

from torchkata.contracts import Fitted, KataError, Merged, Rating, Reviewed
from torchkata.journal import Journal
from torchkata.journal.exchange import exported, merge
from torchkata.journal.schedule import DEFAULT_WEIGHTS

KEPT = (*(e for e in ENTRIES if not isinstance(e, Fitted)), Fitted(NOW, DEFAULT_WEIGHTS))


@pytest.fixture
def full(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "full")
    journal.write(KEPT)
    return journal


def test_a_journal_comes_back_as_it_went(full: Journal, tmp_path: Path) -> None:
    copy = Journal(tmp_path / "copy")
    assert merge(copy.store, exported(full.store), name="x") == Merged(len(KEPT), 0)
    assert copy.entries() == full.entries()
    assert copy.cards() == full.cards()
    assert list(exported(copy.store)) == list(exported(full.store))


def test_importing_again_adds_nothing(full: Journal) -> None:
    lines = list(exported(full.store))
    assert merge(full.store, lines, name="x") == Merged(0, len(KEPT))
    assert merge(full.store, lines + lines, name="x") == Merged(0, 2 * len(KEPT))
    assert len(full.entries()) == len(KEPT)


def test_two_machines_that_swap_journals_hold_the_same(full: Journal, tmp_path: Path) -> None:
    other = Journal(tmp_path / "other")
    other.write([Reviewed(NOW.replace(year=2029), "linear", Rating.EASY)])
    merge(other.store, list(exported(full.store)), name="x")
    merge(full.store, list(exported(other.store)), name="x")
    assert other.entries() == full.entries()
    assert other.cards() == full.cards()
    assert set(full.cards()) == {"softmax", "linear"}


def test_a_journal_that_is_not_there_is_exported_as_an_empty_one(tmp_path: Path) -> None:
    assert len(list(exported(Journal(tmp_path / "none").store))) == 1


REVIEW = {"kind": "review", "uid": "a", "time": "2030-01-01T00:00:00+00:00", "offset": 0}
GOOD = {**REVIEW, "kata": "softmax", "rating": 3, "seconds": None}
ATTEMPT = {
    **{name: REVIEW[name] for name in ("uid", "time", "offset")},
    **dict.fromkeys(("kata", "level", "outcome", "device", "path", "text"), "a"),
    **dict.fromkeys(("failing_check", "departure_line", "departure_message", "recall", "seconds")),
    "kind": "attempt",
}
BAD_LINES = {
    "{": "no JSON",
    "[]": "not an entry of a journal",
    '{"kind": "dream"}': "not an entry of a journal",
    json.dumps({**GOOD, "uid": 3}): "its uid is none",
    json.dumps(REVIEW): "'kata' is missing",
    json.dumps({**GOOD, "rating": 9}): "9 is not a valid Rating",
    json.dumps({**GOOD, "time": "soon"}): "Invalid isoformat",
    json.dumps({**GOOD, "time": "9999-12-31T00:00:00+00:00"}): "its year is 9999",
    json.dumps({**GOOD, "offset": "x"}): 'its offset is "x", expected a whole number',
    json.dumps({**GOOD, "offset": 1e300}): "its offset is 1e+300, expected a whole number",
    json.dumps({**GOOD, "kata": None}): "its kata is null, expected text",
    json.dumps({**GOOD, "kata": ["softmax"]}): 'its kata is ["softmax"], expected text',
    json.dumps({**GOOD, "seconds": "long"}): 'its seconds is "long", expected a number',
    json.dumps({**GOOD, "seconds": "9" * 400}): ", expected a number",
    json.dumps({**GOOD, "seconds": 1e300}): "its seconds is 1e+300, expected a number",
    json.dumps({**GOOD, "rating": 2**70}): ", expected a whole number",
    json.dumps({**ATTEMPT, "text": 5}): "its text is 5, expected text",
    json.dumps({**REVIEW, "kind": "fitted", "weights": "[1, 2]"}): "none of this schedule",
    json.dumps({"kind": "journal", "schema": 9}): "schema 9, and this torch-kata reads 1",
}


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_bad_line_is_named_and_nothing_is_imported(line: str, tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    lines = ['{"kind": "journal", "schema": 1}', json.dumps({**GOOD, "uid": "b"}), "", line]
    with pytest.raises(KataError) as caught:
        merge(journal.store, lines, name='"old.jsonl"')
    assert caught.value.message.startswith('"old.jsonl", line 4: ')
    assert BAD_LINES[line] in caught.value.message
    assert journal.entries() == ()


def test_another_file_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(KataError, match="line 1: not an exported journal"):
        merge(Journal(tmp_path).store, ['{"a": 1}'], name="x")


def test_an_empty_file_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(KataError, match="x is empty"):
        merge(Journal(tmp_path).store, ["", " "], name="x")
    assert not (tmp_path / "journal.sqlite3").exists()
