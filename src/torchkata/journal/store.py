"""The journal's file: opened for one transaction at a time, by several commands at once."""

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from torchkata.contracts import KataError
from torchkata.journal.schema import VERSION, migrate, version

# What rows lead to that no torch-kata wrote: times, days and numbers that are none.
NO_ENTRY = (ValueError, TypeError, KeyError, OverflowError, zlib.error)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
PRIMARY = 0xFF  # the part of SQLite's code that is not about details
PATIENCE = 5.0  # seconds to wait for another command that is writing


class Store:
    """`path`, made when something is first written to it.

    Every method raises `KataError` where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held: sqlite3.Connection | None = None

    @property
    def is_there(self) -> bool:
        """Whether anything was ever written."""
        return os.path.exists(self.path)  # noqa: PTH110 (the other raises for a long name)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Kept when the block ends well, undone when it raises."""
        with self._opened() as connection:
            connection.execute("begin immediate")
            try:
                yield connection
                connection.execute("commit")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite undoes some by itself, on a full disk
                    connection.execute("rollback")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file, whatever others write meanwhile."""
        with self._opened() as connection:
            connection.execute("begin")
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):  # what it stumbled over has ended it
                    connection.execute("rollback")

    def keep_open(self) -> None:
        """Transactions one after another, without opening the file for each: until `close`.

        Not to be carried over a fork.
        """
        if self.held is None:
            with self._complaining():
                self.held = self._connected()

    def close(self) -> None:
        """Close a file that was kept open: all that was written is in it then, and none beside."""
        held, self.held = self.held, None
        if held is not None:
            with suppress(sqlite3.Error):  # what is beside it is read by the next that opens it
                held.close()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._complaining():
            if self.held is not None:
                yield self.held
                return
            with closing(self._connected()) as connection:
                yield connection

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error, *NO_ENTRY) as error:
            raise KataError(
                f'the journal "{self.path}" cannot be used: {error}', hint=_remedy(error)
            ) from error

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        connection.row_factory = _named
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        found = version(connection)
        if found > VERSION:
            raise KataError(
                f'the journal "{self.path}" is of version {found}, newer than this torch-kata '
                f"understands ({VERSION})",
                hint="update torch-kata, or set TORCH_KATA_HOME to another folder",
            )
        with suppress(sqlite3.OperationalError):  # where another has it open, the next one does it
            connection.execute("pragma journal_mode = wal")
        # A killed process loses nothing; a power cut may lose the last moments, and no more.
        connection.execute("pragma synchronous = normal")
        if found < VERSION:
            migrate(connection)


def _remedy(error: Exception) -> str:
    """What to do about it. Only a file that is broken is to be removed: all practice is in it."""
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) in NO_ROOM:
        return "make room on its disk: nothing that was written is lost"
    if code is not None and code & PRIMARY == sqlite3.SQLITE_IOERR:
        return "its disk may be full or broken: see to that, the journal itself may be whole"
    if code == sqlite3.SQLITE_BUSY:
        return "another command writes to it: run this again"
    return "mend or remove that file, or set TORCH_KATA_HOME to a folder you may write"


def _named(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}
