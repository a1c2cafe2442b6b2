"""The journal's file: opened for one transaction at a time, by several commands at once."""

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from torchkata.contracts import KataError
from torchkata.journal.schema import VERSION, migrate, version

# What rows lead to that no torch-kata wrote: times, days and numbers that are none.
NO_ENTRY = (ValueError, TypeError, KeyError, OverflowError, zlib.error)
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

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Transactions one after another, without opening the file for each."""
        with self._opened() as connection:
            self.held = connection
            try:
                yield
            finally:
                self.held = None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            if self.held is not None:
                yield self.held
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            connection.row_factory = _named
            try:
                self._prepare(connection)
                yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error, *NO_ENTRY) as error:
            raise KataError(
                f'the journal "{self.path}" cannot be used: {error}',
                hint="mend or remove that file, or set TORCH_KATA_HOME to a folder you may write",
            ) from error

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


def _named(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}
