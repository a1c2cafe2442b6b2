"""The journal: everything a learner did, in an SQLite file that several commands may write."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from torchkata.contracts import (
    Attempted,
    Began,
    Entry,
    GaveUp,
    Hinted,
    LastCheck,
    Peeked,
    Rating,
    Reviewed,
)
from torchkata.contracts.journal import KEPT
from torchkata.journal.cards import refresh
from torchkata.journal.glance import Glance
from torchkata.journal.rows import TABLE_OF, TABLES, insert, selected, stamp, update
from torchkata.journal.series import rating_of_look, rating_of_pass

Kind = TypeVar("Kind", bound=Entry)


class Journal(Glance):
    """A learner's journal in `folder`, made when something is first written.

    Every method raises `KataError` where the file cannot be read or written; callers go on without.
    """

    def keep_open(self) -> None:
        """What is read and written until `close` goes faster; not to be carried over a fork."""
        self.store.keep_open()

    def close(self) -> None:
        """Close the file, if it was kept open."""
        self.store.close()

    def began(self, kata: str, level: str, *, path: Path, now: datetime) -> None:
        """Note that a practice file was made at `path`, which is absolute."""
        self.write([Began(now, kata, level, str(path))])

    def write_attempt(self, attempt: Attempted) -> str:
        """Note a check; what comes back names it for `finish_attempt`."""
        return self.write([attempt])[0]

    def finish_attempt(self, uid: str, attempt: Attempted) -> None:
        """Put the verdict to an attempt that was noted before it."""
        with self.store.transaction() as connection:
            update(connection, uid, attempt)

    def write_hints(self, kata: str, levels: Sequence[int], *, now: datetime) -> None:
        """Note that the hints at `levels` were shown, in this order."""
        self.write([Hinted(now, kata, level) for level in levels])

    def write_peek(self, kata: str, lines: tuple[int, int], *, whole: bool, now: datetime) -> None:
        """Note that the reference's lines from the first to the last were shown; from 1.

        The `whole` of it in the midst of a series is a review: the kata comes back soon.
        """
        self._write_look(Peeked(now, kata, *lines, whole))

    def write_give_up(self, kata: str, *, now: datetime) -> None:
        """Note that the whole reference was asked for: a review, and the kata comes back soon."""
        self._write_look(GaveUp(now, kata))

    def write_pass(
        self, began: Began, *, n_hints: int, word: Rating | None, now: datetime
    ) -> Reviewed | None:
        """Note that the practice file which `began` passes now, where that is a review."""
        before = self.entries(began.kata)
        rating = rating_of_pass(began, before, n_hints=n_hints, word=word, now=now)
        if rating is None:
            return None
        review = Reviewed(now, began.kata, rating, began.seconds_until(now))
        self.write([review])
        return review

    def reschedule(self) -> int:
        """Work every card out anew from the reviews; how many there are."""
        with self.store.transaction() as connection:
            return refresh(connection)

    def write(self, entries: Iterable[Entry]) -> list[str]:
        """Note entries of any kind, all or none; their uids."""
        noted = list(entries)
        with self.store.transaction() as connection:
            uids = [insert(connection, entry) for entry in noted]
            for kata in {entry.kata for entry in noted if isinstance(entry, Reviewed)}:
                refresh(connection, kata)
        return uids

    def try_out(self) -> None:
        """Do everything that writing takes, but write nothing."""
        with self.store.transaction():
            pass

    def last_hint(self, kata: str) -> int:
        """The level of the hint shown last since the kata was begun, 0 where none was."""
        if not self.store.is_there:
            return 0
        query = (
            "select level from hints where kata = :kata and "
            "time >= coalesce((select max(time) from begun where kata = :kata), '') "
            "order by time desc, id desc limit 1"
        )
        with self.store.reading() as connection:
            found = connection.execute(query, {"kata": kata}).fetchone()
        return int(found["level"]) if found else 0

    def last_began(self, kata: str, path: Path) -> Began | None:
        """How the practice file at `path` was made last; None where it was not made by `kata`."""
        found = self._selected(Began, kata=kata, path=str(path))
        return found[-1] if found else None

    def attempts(self, kata: str | None = None) -> tuple[Attempted, ...]:
        """Every check, of one kata or of all, oldest first."""
        return self._selected(Attempted, kata=kata)

    def hints(self, kata: str | None = None) -> tuple[Hinted, ...]:
        """Every hint shown, oldest first."""
        return self._selected(Hinted, kata=kata)

    def peeks(self, kata: str | None = None) -> tuple[Peeked, ...]:
        """Every look at the reference, oldest first."""
        return self._selected(Peeked, kata=kata)

    def give_ups(self, kata: str | None = None) -> tuple[GaveUp, ...]:
        """Every giving up, oldest first."""
        return self._selected(GaveUp, kata=kata)

    def reviews(self, kata: str | None = None) -> tuple[Reviewed, ...]:
        """Every review, oldest first."""
        return self._selected(Reviewed, kata=kata)

    def entries(
        self, kata: str | None = None, *, since: datetime | None = None
    ) -> tuple[Entry, ...]:
        """Everything that happened, to one kata or to all, oldest first."""
        if not self.store.is_there:
            return ()
        found: list[Entry] = []
        start = None if since is None else stamp(since)
        with self.store.reading() as connection:
            for table in TABLES:
                if kata is None or "kata" in table.columns:
                    found += selected(connection, table, kata=kata, since=start)
        return tuple(sorted(found, key=lambda entry: entry.time))

    def last_checks(self) -> dict[str, LastCheck]:
        """How the newest check of each file since it was begun ended, by its path."""
        if not self.store.is_there:
            return {}
        query = (
            "select path, kata, outcome, max(time) as time from attempts left join "
            "(select path, max(time) as began from begun group by path) using (path) "
            "where time >= coalesce(began, '') and outcome <> ? group by path"
        )
        with self.store.reading() as connection:
            return {
                row["path"]: LastCheck(
                    datetime.fromisoformat(row["time"]), row["kata"], row["outcome"]
                )
                for row in connection.execute(query, (KEPT,))
            }

    def _write_look(self, look: Peeked | GaveUp) -> None:
        noted: list[Entry] = [look]
        if isinstance(look, GaveUp) or look.is_whole:
            before, gave_up = self.entries(look.kata), isinstance(look, GaveUp)
            if rating := rating_of_look(before, gave_up=gave_up, now=look.time):
                noted.append(Reviewed(look.time, look.kata, rating))
        self.write(noted)

    def _selected(self, kind: type[Kind], **conditions: str | None) -> tuple[Kind, ...]:
        if not self.store.is_there:
            return ()
        with self.store.reading() as connection:
            found = selected(connection, TABLE_OF[kind], **conditions)
        return tuple(entry for entry in found if isinstance(entry, kind))
