"""The journal's tables: a script for each version, which makes it from the one before."""

import sqlite3

# Each entry has a `uid`, so that a journal can be merged with another one, and the `offset` in
# minutes that the learner's clock was ahead of UTC.
ENTRY = """
    id     integer primary key,
    uid    text    not null unique default (lower(hex(randomblob(16)))),
    time   text    not null,  -- UTC, ISO 8601
    offset integer not null
"""
SCRIPTS = {
    1: """
create table hints (
    id    integer primary key,
    time  text    not null,
    kata  text    not null,
    level integer not null
) strict;
create index hints_by_kata on hints (kata, id);
""",
    2: f"""
alter table hints rename to hints_of_version_1;
drop index hints_by_kata;
create table hints ({ENTRY},
    kata   text    not null,
    level  integer not null  -- from 1, gentle to near
) strict;
create index hints_by_kata on hints (kata, id);
insert into hints (id, uid, time, offset, kata, level)
    select id, '1-' || id || '-' || time || '-' || kata || '-' || level,
        substr(time, 1, 19) || '.000+00:00', 0, kata, level
    from hints_of_version_1;
drop table hints_of_version_1;
create table texts (
    hash text primary key,
    zlib blob not null
) strict;
create table begun ({ENTRY},
    kata  text not null,
    level text not null,
    path  text not null
) strict;
create index begun_by_path on begun (path, kata);
create table attempts ({ENTRY},
    kata              text not null,
    level             text,
    outcome           text not null,
    device            text not null,
    path              text not null,
    text              text not null references texts (hash),
    failing_check     text,
    departure_line    integer,
    departure_message text,
    recall            real,
    seconds           real
) strict;
create index attempts_by_kata on attempts (kata, time);
create table peeks ({ENTRY},
    kata       text    not null,
    first_line integer not null,
    last_line  integer not null,
    is_whole   integer not null
) strict;
create table gave_up ({ENTRY},
    kata text not null
) strict;
create table reviews ({ENTRY},
    kata    text    not null,
    rating  integer not null,  -- 1 again to 4 easy
    seconds real
) strict;
create table fitted ({ENTRY},
    weights text not null  -- a JSON list
) strict;
create table cards (  -- follows from reviews and fitted
    kata       text    primary key,
    due        text    not null,  -- a day
    last       text    not null,  -- a day
    stability  real    not null,
    difficulty real    not null,
    reviews    integer not null,
    lapses     integer not null
) strict;
""",
}
VERSION = max(SCRIPTS)


def version(connection: sqlite3.Connection) -> int:
    """That of the tables in the file, 0 where there are none."""
    return int(connection.execute("pragma user_version").fetchone()["user_version"])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to VERSION in one transaction: all of it happens, or nothing."""
    connection.execute("begin immediate")
    try:
        for number in range(version(connection) + 1, VERSION + 1):  # none: another was first
            for statement in SCRIPTS[number].split(";")[:-1]:
                connection.execute(statement)
            connection.execute(f"pragma user_version = {number}")
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise
