"""What a table holds as one short word and a count, so that a copy can be compared with what it was made from.

SQLite and the digest do the work on many rows at once: a window beside it keeps its thread meanwhile. A server reckons
its own (`models.fingerprints_of_server`); those of a file and of a server can't be compared with each other.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import Connection

from models.file_driver import FileConnection
from models.fingerprints_of_server import schema_of_server, tables_of_server
from models.whole_copies import raw_of

_ROWS = 2_000  # at once
SCHEMA = "(its tables, indexes and guards)"  # a name that no table has


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many rows, and a word for what they say."""

    rows: int
    digest: str


def fingerprints(opened: Connection, between: Callable[[], None]) -> dict[str, Fingerprint]:
    """Of every table and of the schema, as the connection's open transaction sees them.

    `between` is called between the portions; what it raises ends the work.
    """
    if opened.dialect.name == "postgresql":
        tables = {name: Fingerprint(rows, word) for name, rows, word in tables_of_server(opened, between)}
        return {SCHEMA: Fingerprint(*schema_of_server(opened)), **tables}
    return fingerprints_of_file(raw_of(opened), between)


def fingerprints_of_file(connection: FileConnection, between: Callable[[], None]) -> dict[str, Fingerprint]:
    """The same, by a connection to a file that begins and ends its transaction itself."""
    found = {SCHEMA: _schema(connection)}
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    for (name,) in names.fetchall():
        found[name] = _table(connection, name, between)
    return found


def differing(one: dict[str, Fingerprint], other: dict[str, Fingerprint]) -> tuple[str, ...]:
    """The tables that don't say the same, or that only one of both has."""
    return tuple(sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)))


def _schema(connection: FileConnection) -> Fingerprint:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    told = repr([tuple(row) for row in rows])
    return Fingerprint(len(rows), hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest())


def _table(connection: FileConnection, name: str, between: Callable[[], None]) -> Fingerprint:
    columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = [f'"{row[1]}"' for row in sorted(columns, key=itemgetter(5)) if row[5]]
    key = ", ".join(keys) if _is_by_key(connection, name) else "rowid"
    said = " || ',' || ".join(f'quote("{row[1]}")' for row in columns)
    at_once = 1 if any(row[2] == "BLOB" for row in columns) else _ROWS  # a file's bytes told twice over are large
    marks = ", ".join("?" * (key.count(",") + 1))
    digest, rows, last = hashlib.sha256(), 0, None
    while True:
        between()
        after = f"WHERE ({key}) > ({marks})" if last else ""
        portion = f'SELECT {key}, {said} AS said FROM "{name}" {after} ORDER BY {key} LIMIT {at_once}'
        count, told = connection.execute(
            f"SELECT count(*), CAST(group_concat(said, char(10)) AS BLOB) FROM ({portion})", last or ()
        ).fetchone()
        digest.update((told or b"") + b"\n")
        rows += count
        if count < at_once:
            return Fingerprint(rows, digest.hexdigest())
        end = f'SELECT {key} FROM "{name}" {after} ORDER BY {key} LIMIT 1 OFFSET {at_once - 1}'
        last = connection.execute(end, last or ()).fetchone()


def _is_by_key(connection: FileConnection, name: str) -> bool:
    """Whether a table's rows lie by their key, and have no number of their own."""
    (told,) = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).fetchone()
    return "WITHOUT ROWID" in told.upper()
