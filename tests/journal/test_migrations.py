"""A journal of any older version is brought up to date, and loses nothing."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from torchkata.contracts import Hinted, KataError
from torchkata.journal import Journal
from torchkata.journal.schema import SCRIPTS, VERSION

TIME = "2029-12-31T23:00:00+00:00"
# What a journal of each version may hold, as that version's program wrote it.
CONTENT = {
    0: (),
    1: (
        f"insert into hints (time, kata, level) values ('{TIME}', 'softmax', 1)",
        f"insert into hints (time, kata, level) values ('{TIME}', 'softmax', 2)",
    ),
}
NOW = datetime(2030, 5, 1, tzinfo=UTC)


def old_journal(folder: Path, version: int) -> Path:
    """A journal as the program of that version left it."""
    path = folder / "journal.sqlite3"
    connection = sqlite3.connect(path)
    for number in range(1, version + 1):
        connection.executescript(SCRIPTS[number])
    connection.execute(f"pragma user_version = {version}")
    for statement in CONTENT[version]:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def tables(path: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute("select name, sql from sqlite_master order by name").fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("version", range(VERSION))
def test_an_old_journal_gets_the_tables_of_a_new_one(version: int, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    old = old_journal(tmp_path / "old", version)
    Journal(old.parent).began("softmax", "blank", path=Path("/a.py"), now=NOW)
    Journal(tmp_path / "new").began("softmax", "blank", path=Path("/a.py"), now=NOW)
    assert tables(old) == tables(tmp_path / "new" / "journal.sqlite3")


def test_hints_of_version_one_are_kept(tmp_path: Path) -> None:
    old_journal(tmp_path, 1)
    time = datetime.fromisoformat(TIME)
    assert Journal(tmp_path).entries() == (Hinted(time, "softmax", 1), Hinted(time, "softmax", 2))
    assert Journal(tmp_path).last_hint("softmax") == 2


def test_two_copies_of_an_old_journal_name_its_rows_alike(tmp_path: Path) -> None:
    uids = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        old_journal(tmp_path / name, 1)
        with Journal(tmp_path / name).store.reading() as connection:
            uids.append([row["uid"] for row in connection.execute("select uid from hints")])
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 2


def test_a_migration_that_cannot_finish_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_journal(tmp_path, 1)
    before = tables(path)
    monkeypatch.setitem(SCRIPTS, 2, SCRIPTS[2] + "create table texts (again text);")
    with pytest.raises(KataError, match="table texts already exists"):
        Journal(tmp_path).write_hints("softmax", [3], now=NOW)
    assert tables(path) == before
