"""A journal as JSON lines, to be kept elsewhere or merged with another one."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from torchkata.contracts import Fitted, KataError, Merged, Rating
from torchkata.journal.cards import refresh
from torchkata.journal.rows import TABLES, Table, entry, insert_row, row, rows
from torchkata.journal.store import Store

SCHEMA = 1
KIND = "journal"  # of the first line
TABLE_OF_WORD = {table.word: table for table in TABLES}
YEARS = range(1990, 3000)
LARGEST = 1e12  # of any number: seconds, lines
KINDS = {str: "text", int: "a whole number", float: "a number"}
WRITTEN = {int: int, bool: int, Rating: int, float: float}  # whatever else there is, as text


@dataclass(frozen=True, slots=True)
class Field:
    """One value of an exported entry."""

    name: str
    kind: type
    is_optional: bool


def exported(store: Store) -> Iterator[str]:
    """One line that says what this is, then one for each entry."""
    yield json.dumps({"kind": KIND, "schema": SCHEMA})
    if not store.is_there:
        return
    with store.reading() as connection:
        for table in TABLES:
            for found in rows(connection, table):
                yield json.dumps({"kind": table.word, **found})


def merge(store: Store, lines: Iterable[str], *, name: str) -> Merged:
    """Add every entry that is not there yet: all lines or, where one of them is bad, none."""
    added = known = 0
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not numbered:
        raise KataError(f"{name} is empty", hint="`kata journal export` writes what this reads")
    with store.transaction() as connection:
        for place, (number, line) in enumerate(numbered):
            try:
                found = json.loads(line)
                if place == 0 or (isinstance(found, dict) and found.get("kind") == KIND):
                    _check_heading(found)
                    continue
                is_new = _merged(connection, found)
            except (ValueError, KeyError, TypeError, sqlite3.IntegrityError) as error:
                raise KataError(
                    f"{name}, line {number}: {_reason(error)}",
                    hint="nothing was imported; `kata journal export` writes what this reads",
                ) from error
            added, known = added + is_new, known + (not is_new)
        if added:
            refresh(connection)
    return Merged(added, known)


def _check_heading(found: Any) -> None:
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise ValueError("not an exported journal")
    if found.get("schema") != SCHEMA:
        raise ValueError(f"schema {found.get('schema')}, and this torch-kata reads {SCHEMA}")


def _merged(connection: sqlite3.Connection, found: Any) -> bool:
    """Whether the entry of one line was not there before."""
    if not isinstance(found, dict) or found.get("kind") not in TABLE_OF_WORD:
        raise ValueError("not an entry of a journal")
    table, uid = TABLE_OF_WORD[found["kind"]], found["uid"]
    if not (isinstance(uid, str) and 0 < len(uid) <= 200):
        raise ValueError("its uid is none")
    for field in fields(table):
        _check_kind(field, found[field.name])
    read = entry(table, found)
    if read.time.year not in YEARS:
        raise ValueError(f"its year is {read.time.year}")
    if isinstance(read, Fitted):
        _check_weights(read)
    query = f"select 1 from {table.name} where uid = ?"
    is_new = connection.execute(query, (uid,)).fetchone() is None
    if is_new:
        insert_row(connection, table, {"uid": uid, **row(read)})
    return is_new


@cache
def fields(table: Table) -> tuple[Field, ...]:
    """What an exported entry has besides its uid, and of which kinds each of it may be."""
    hints = {"offset": int, **get_type_hints(table.kind)}
    found = []
    for name, hint in hints.items():
        kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        kind = next(kind for kind in kinds if kind is not NoneType)
        found.append(Field(name, WRITTEN.get(kind, str), NoneType in kinds))
    return tuple(found)


def _check_kind(field: Field, value: object) -> None:
    """ValueError where the journal cannot hold it."""
    if value is None and field.is_optional:
        return
    kinds = (int, float) if field.kind is float else (field.kind,)
    is_beyond = isinstance(value, int | float) and not abs(value) <= LARGEST
    if isinstance(value, kinds) and not is_beyond:
        return
    words = f"{json.dumps(value):.40}"
    raise ValueError(f"its {field.name} is {words}, expected {KINDS[field.kind]}")


def _check_weights(fitted: Fitted) -> None:
    from torchkata.journal.schedule import are_weights

    if not are_weights(fitted.weights):
        raise ValueError("its weights are none of this schedule")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error}"
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
