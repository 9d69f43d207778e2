"""Copies every row of one database into a new one of the other kind, and compares what arrived with what was read.

Rows go as the values that both kinds have, past the triggers, which would stamp and audit them anew: ids, stamps, audit
and seals stay what they are. What is derived from the records isn't copied but derived again.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Enum, LargeBinary, Select, String, Table, insert, select, type_coerce

from models.due import DueDay, DueLine, DueMark
from models.found_by import NearWord, PersonWord
from models.migrations.found_by_words import kept
from models.schema import METADATA

_DERIVED = {each.__tablename__ for each in (DueDay, DueLine, DueMark, NearWord, PersonWord)}
_ROWS = 2_000  # at once
_WRAPS = 1 << 256
_SEQUENCES = """SELECT told.relname, attname, pg_get_serial_sequence(quote_ident(told.relname), attname)
FROM pg_depend JOIN pg_class AS counts ON counts.oid = objid AND counts.relkind = 'S'
JOIN pg_class AS told ON told.oid = refobjid JOIN pg_attribute ON attrelid = told.oid AND attnum = refobjsubid
WHERE deptype IN ('a', 'i') AND told.relnamespace = 'public'::regnamespace"""


def copy_rows(source: Connection, target: Connection, between: Callable[[], None]) -> tuple[int, tuple[str, ...]]:
    """Fill the tables of a new database; how many rows there are, and the tables that hold something else than read.

    Both are of this program's revision, and the target has tables and no rows. `between` may end the work.
    """
    words: dict[str, tuple[int, int]] = {}
    tables = [table for table in METADATA.sorted_tables if table.name not in _DERIVED]
    with _past_triggers(target):
        for table in tables:
            words[table.name] = _copy(source, target, table, between)
        kept.fill(target)
    if target.dialect.name == "postgresql":
        _set_sequences(target)
    others = [table.name for table in tables if _told(_rows(target, table, between)) != words[table.name]]
    return sum(rows for rows, _ in words.values()), tuple(others)


def _copy(source: Connection, target: Connection, table: Table, between: Callable[[], None]) -> tuple[int, int]:
    rows = _rows(source, table, between)
    if target.dialect.name == "postgresql":
        return _copy_to_server(target, table, rows)
    count = word = 0
    for portion in rows:
        target.execute(insert(table), [dict(zip(table.columns.keys(), row, strict=True)) for row in portion])
        more, told = _told([portion])
        count, word = count + more, (word + told) % _WRAPS
    return count, word


def _copy_to_server(target: Connection, table: Table, rows: Iterable[list[Any]]) -> tuple[int, int]:
    quoted = target.dialect.identifier_preparer.quote
    columns = ", ".join(quoted(name) for name in table.columns.keys())  # noqa: SIM118  a table's columns are no dict
    driver: Any = target.connection.driver_connection
    driver.settle()  # a COPY goes by itself: what is still to be sent goes before it
    with driver.cursor() as cursor, cursor.copy(f"COPY public.{quoted(table.name)} ({columns}) FROM STDIN") as into:
        count = word = 0
        for portion in rows:
            for row in portion:
                into.write_row(row)
            more, told = _told([portion])
            count, word = count + more, (word + told) % _WRAPS
    return count, word


def _rows(connection: Connection, table: Table, between: Callable[[], None]) -> Iterator[list[Any]]:
    """All rows in portions, as values that both kinds of database have."""
    at_once = 1 if any(isinstance(column.type, LargeBinary) for column in table.columns) else _ROWS
    found = connection.execute(_plain(table), execution_options={"yield_per": at_once})
    for portion in found.partitions():
        between()
        yield [tuple(row) for row in portion]


def _plain(table: Table) -> Select[Any]:
    """A row as it is stored: a word of a vocabulary as its text."""
    return select(
        *(type_coerce(each, String) if isinstance(each.type, Enum) else each for each in table.columns)
    ).select_from(table)


def _told(portions: Iterable[list[Any]]) -> tuple[int, int]:
    """How many rows, and a word for them that is the same in whatever order they come."""
    rows = word = 0
    for portion in portions:
        for row in portion:
            rows += 1
            word += int.from_bytes(hashlib.sha256(repr(row).encode("utf-8", "surrogateescape")).digest())
    return rows, word % _WRAPS


@contextmanager
def _past_triggers(connection: Connection) -> Iterator[None]:
    """Without the triggers of the target until its rows are there; at a server links are checked all the same."""
    if connection.dialect.name == "postgresql":
        quoted = [connection.dialect.identifier_preparer.quote(name) for name in METADATA.tables]
        _each(connection, (f"ALTER TABLE public.{name} DISABLE TRIGGER USER" for name in quoted))
        yield
        _each(connection, (f"ALTER TABLE public.{name} ENABLE TRIGGER USER" for name in quoted))
        return
    told = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name").all()
    _each(connection, (f'DROP TRIGGER "{name}"' for name, _ in told))
    yield
    _each(connection, (made for _, made in told))


def _each(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def _set_sequences(connection: Connection) -> None:
    """Let a server count on from the highest number that is there."""
    quoted = connection.dialect.identifier_preparer.quote
    for table, column, sequence in connection.exec_driver_sql(_SEQUENCES).all():
        highest = f"(SELECT max({quoted(column)}) FROM public.{quoted(table)})"
        connection.exec_driver_sql(f"SELECT setval('{sequence}', coalesce({highest}, 1), {highest} IS NOT NULL)")
