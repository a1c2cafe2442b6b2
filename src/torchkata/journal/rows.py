"""Events to rows and back: which table holds which, and what its columns mean."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b
from math import isfinite
from secrets import token_hex
from typing import Any

from torchkata.contracts import (
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

Row = dict[str, Any]  # a column's name to what SQLite or JSON holds there


@dataclass(frozen=True, slots=True)
class Table:
    """Where one kind of entry is kept."""

    name: str
    kind: type[Entry]
    word: str  # by which an exported line names the kind

    @property
    def columns(self) -> tuple[str, ...]:
        """All but the row's number."""
        own = [field.name for field in fields(self.kind) if field.name != "time"]
        return ("uid", "time", "offset", *own)


TABLES = (
    Table("begun", Began, "began"),
    Table("attempts", Attempted, "attempt"),
    Table("hints", Hinted, "hint"),
    Table("peeks", Peeked, "peek"),
    Table("gave_up", GaveUp, "give-up"),
    Table("reviews", Reviewed, "review"),
    Table("fitted", Fitted, "fitted"),
)
TABLE_OF: dict[type, Table] = {table.kind: table for table in TABLES}


def insert(connection: sqlite3.Connection, entry: Entry) -> str:
    """Add an entry; its new uid."""
    return insert_row(connection, TABLE_OF[type(entry)], {"uid": token_hex(16), **row(entry)})


def insert_row(connection: sqlite3.Connection, table: Table, row: Row) -> str:
    """Add a row, which stays as it is where it is there already; its uid."""
    found = _with_text_kept(connection, row)
    names, places = ", ".join(found), ", ".join(f":{name}" for name in found)
    connection.execute(
        f"insert into {table.name} ({names}) values ({places}) on conflict (uid) do nothing", found
    )
    return str(row["uid"])


def update(connection: sqlite3.Connection, uid: str, entry: Entry) -> None:
    """Put an entry in the place of the one called `uid`."""
    found = _with_text_kept(connection, row(entry))
    settings = ", ".join(f"{name} = :{name}" for name in found)
    table = TABLE_OF[type(entry)].name
    connection.execute(f"update {table} set {settings} where uid = :uid", {**found, "uid": uid})


def selected(
    connection: sqlite3.Connection,
    table: Table,
    *,
    kata: str | None = None,
    path: str | None = None,
    since: str | None = None,
) -> list[Entry]:
    """The entries of a table that meet every condition given, oldest first."""
    return [entry(table, row) for row in rows(connection, table, kata=kata, path=path, since=since)]


def rows(connection: sqlite3.Connection, table: Table, **conditions: str | None) -> Iterator[Row]:
    """The rows of a table, with texts in place of their hashes."""
    wanted = {name: written(value) for name, value in conditions.items() if value is not None}
    terms = [f"{'time >= ' if name == 'since' else name + ' = '}:{name}" for name in wanted]
    where = f"where {' and '.join(terms)}" if terms else ""
    columns = ", ".join(table.columns)
    source = table.name
    if "text" in table.columns:
        source += " join texts on text = hash"
        columns = columns.replace("text", "zlib as text")
    query = f"select {columns} from {source} {where} order by time, id"
    for found in connection.execute(query, wanted):
        row = dict(found)
        if "text" in row:
            row["text"] = zlib.decompress(row["text"]).decode(errors="surrogatepass")
        yield row


def row(entry: Entry) -> Row:
    """The columns of an entry; `uid` is the table's."""
    found: Row = {field.name: _plain(entry, field.name) for field in fields(entry)}
    offset = entry.time.utcoffset() or timedelta()
    found |= {"time": stamp(entry.time), "offset": round(offset.total_seconds() / 60)}
    if "weights" in found:
        found["weights"] = json.dumps(found["weights"])
    return found


def _plain(entry: Entry, name: str) -> object:
    value = getattr(entry, name)
    return written(value) if isinstance(value, str) and name != "text" else value


def written(value: str) -> str:
    """A value without the half characters that a file's name may hold and SQLite refuses."""
    return value.encode(errors="backslashreplace").decode()


def entry(table: Table, row: Row) -> Entry:
    """The entry that a row holds. KeyError, TypeError or ValueError where it holds none."""
    values = {field.name: row[field.name] for field in fields(table.kind)}
    zone = timezone(timedelta(minutes=row["offset"]))
    try:
        values["time"] = datetime.fromisoformat(row["time"]).astimezone(zone)
    except OverflowError as error:
        raise ValueError(f"{row['time']} is no time") from error
    if any(isinstance(value, float) and not isfinite(value) for value in values.values()):
        raise ValueError("one of its numbers is infinite")
    if isinstance(seconds := values.get("seconds"), int | float) and seconds < 0:
        values["seconds"] = None  # a clock was put back
    if "rating" in values:
        values["rating"] = Rating(values["rating"])
    if "is_whole" in values:
        values["is_whole"] = bool(values["is_whole"])
    if "weights" in values:
        values["weights"] = tuple(map(float, json.loads(values["weights"])))
    return table.kind(**values)


def stamp(time: datetime) -> str:
    """A moment as the journal writes it: in UTC, so that texts sort as times do."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")


def _with_text_kept(connection: sqlite3.Connection, row: Row) -> Row:
    """The row with the hash of its text, which is stored once however often it was checked."""
    if "text" not in row:
        return row
    data = row["text"].encode(errors="surrogatepass")
    found = blake2b(data, digest_size=16).hexdigest()
    connection.execute(
        "insert into texts (hash, zlib) values (?, ?) on conflict (hash) do nothing",
        (found, zlib.compress(data)),
    )
    return {**row, "text": found}
