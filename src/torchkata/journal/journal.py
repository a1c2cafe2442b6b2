"""The journal: an SQLite file that several commands may write at once."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from torchkata.contracts import KataError

VERSION = 1
PATIENCE = 2.0  # seconds to wait for another command that is writing

SCHEMA = """
create table hints (
    id    integer primary key,
    time  text    not null,  -- UTC, ISO 8601
    kata  text    not null,
    level integer not null   -- from 1, gentle to near
) strict;
create index hints_by_kata on hints (kata, id);
"""


class Journal:
    """A learner's journal in `folder`, made at its first use.

    Every method raises `KataError` where the file cannot be read or written; callers go on without.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.sqlite3"

    def last_hint(self, kata: str) -> int:
        """The level of the hint shown last, 0 where none was."""
        with self._opened() as connection:
            row = connection.execute(
                "select level from hints where kata = ? order by id desc limit 1", (kata,)
            ).fetchone()
        return int(row[0]) if row else 0

    def write_hints(self, kata: str, levels: Sequence[int], *, now: datetime) -> None:
        """Note that the hints at `levels` were shown, in this order."""
        time = now.astimezone(UTC).isoformat(timespec="seconds")
        with self._opened() as connection:
            connection.executemany(
                "insert into hints (time, kata, level) values (?, ?, ?)",
                [(time, kata, level) for level in levels],
            )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept when the block ends well, undone when it raises."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=PATIENCE)
            try:
                self._prepare(connection)
                with connection:
                    yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise KataError(
                f'the journal "{self.path}" cannot be used: {error}',
                hint="mend or remove that file, or set TORCH_KATA_HOME to a folder you may write",
            ) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        found = _version(connection)
        if found > VERSION:
            raise KataError(
                f'the journal "{self.path}" is of version {found}, newer than this torch-kata '
                f"understands ({VERSION})",
                hint="update torch-kata, or set TORCH_KATA_HOME to another folder",
            )
        with suppress(sqlite3.OperationalError):  # where another has it open, the next one does it
            connection.execute("pragma journal_mode = wal")
        if found == 0:
            _make_tables(connection)


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("begin immediate")
    if _version(connection) == 0:  # else another command was first
        for statement in SCHEMA.split(";")[:-1]:
            connection.execute(statement)
        connection.execute(f"pragma user_version = {VERSION}")
    connection.commit()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])
