"""The journal keeps what was shown, and says so when it cannot."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from torchkata.contracts import KataError
from torchkata.journal import Journal, data_folder
from torchkata.journal.schema import VERSION

NOW = datetime(2030, 5, 1, 12, 30, tzinfo=UTC)


def rows(folder: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "journal.sqlite3")
    found = connection.execute("select time, kata, level from hints order by id").fetchall()
    connection.close()
    return found


def test_no_hint_was_shown_at_first(tmp_path: Path) -> None:
    assert Journal(tmp_path).last_hint("softmax") == 0


def test_the_last_hint_is_remembered_by_the_next_command(tmp_path: Path) -> None:
    Journal(tmp_path).write_hints("softmax", [1, 2], now=NOW)
    assert Journal(tmp_path).last_hint("softmax") == 2


def test_katas_do_not_share_their_hints(tmp_path: Path) -> None:
    Journal(tmp_path).write_hints("softmax", [1], now=NOW)
    assert Journal(tmp_path).last_hint("linear") == 0


def test_starting_again_moves_the_last_hint_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write_hints("softmax", [1, 2, 3], now=NOW)
    journal.write_hints("softmax", [1], now=NOW)
    assert journal.last_hint("softmax") == 1


def test_hints_begin_anew_with_a_new_practice_file(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write_hints("softmax", [1, 2], now=NOW)
    journal.began("linear", "blank", path=Path("/a.py"), now=NOW + timedelta(days=1))
    assert journal.last_hint("softmax") == 2
    journal.began("softmax", "blank", path=Path("/a.py"), now=NOW + timedelta(days=1))
    assert journal.last_hint("softmax") == 0


def test_a_row_holds_time_kata_and_level(tmp_path: Path) -> None:
    Journal(tmp_path).write_hints("softmax", [2], now=NOW)
    assert rows(tmp_path) == [("2030-05-01T12:30:00.000+00:00", "softmax", 2)]


def test_the_folder_is_made_at_the_first_use(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    Journal(folder).write_hints("softmax", [1], now=NOW)
    assert len(rows(folder)) == 1


def test_the_file_is_of_the_newest_version_and_written_ahead(tmp_path: Path) -> None:
    Journal(tmp_path).write_hints("softmax", [1], now=NOW)
    connection = sqlite3.connect(tmp_path / "journal.sqlite3")
    assert connection.execute("pragma user_version").fetchone() == (VERSION,)
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()


def test_commands_that_begin_a_journal_together_all_write(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def write(level: int) -> None:
        start.wait()
        Journal(tmp_path).write_hints("softmax", [level], now=NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(1, 9)))
    assert sorted(level for _, _, level in rows(tmp_path)) == list(range(1, 9))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(b"not a database at all, but long enough" * 9)
    with pytest.raises(KataError, match=r'the journal ".*journal.sqlite3" cannot be used: file is'):
        Journal(tmp_path).last_hint("softmax")


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(KataError, match="cannot be used") as caught:
        Journal(tmp_path / "home").write_hints("softmax", [1], now=NOW)
    assert "TORCH_KATA_HOME" in caught.value.hint


def test_a_newer_journal_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "journal.sqlite3")
    connection.execute("pragma user_version = 7")
    connection.close()
    with pytest.raises(KataError, match="of version 7, newer than this torch-kata understands"):
        Journal(tmp_path).last_hint("softmax")


def test_the_environment_may_name_the_folder(tmp_path: Path) -> None:
    assert data_folder({"TORCH_KATA_HOME": str(tmp_path)}) == tmp_path


def test_an_empty_name_of_a_folder_is_none(tmp_path: Path) -> None:
    assert data_folder({"TORCH_KATA_HOME": ""}).name == "torch-kata"
