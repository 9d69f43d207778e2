"""Rows put into a database by the driver alone, past every guard: the history of a county, in minutes.

Stamps, keys and audit are made here instead of by the triggers, as of the moment that is told; which columns a table
has and what stands in them unless it is said comes from the mapped classes.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import URL, Column, Connection, Table, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from models.audit import AuditEntry
from models.base import Base, Key
from models.migrations import statistics, triggers

BY = "history"
_CACHE_KIB = 400_000
_KEPT = 4_096
_ROOM = 1_000_000_000  # for the entries of the history before those that are there
_TEXT = sqlite.dialect()  # how values are written for either database: PostgreSQL reads the same text
_AUDITED = {"person", "referral", "episode", "plan", "goal", "goal_wording", "closure", "transfer", "break", "hold"}
_STAMPS = ("created_at", "created_by", "updated_at", "updated_by")
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@contextmanager
def unguarded(url: str | URL) -> Iterator[Connection]:
    """A connection whose rows no trigger, index or foreign key looks at; all of them are put back at its end.

    On a server it has to be an administrator's. A file that was being filled when the machine stopped is to be thrown
    away: nothing is kept for taking it back.
    """
    engine = create_engine(make_url(url))
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def hurry(connection: Any, _record: Any) -> None:
            for setting in (
                "journal_mode = OFF",
                "synchronous = OFF",
                "locking_mode = EXCLUSIVE",
                f"cache_size = -{_CACHE_KIB}",
            ):
                connection.execute(f"PRAGMA {setting}")

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
            connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
        else:
            triggers.drop_for(connection, triggers.stamped_tables(connection))
            triggers.drop_functions(connection)
        taken = _take_indexes(connection)
        yield connection
        for statement in taken:
            connection.exec_driver_sql(statement)
        if engine.dialect.name == "sqlite":
            triggers.renew(connection)
            statistics.tell(connection)  # what the planner of a desk's file goes by went with the indexes
        else:
            connection.execute(text("ANALYZE"))  # what a desk keeps of the records is found with it
    engine.dispose()


def look_through(url: str) -> None:
    """Do what a server does by itself after so much was put in, and a throwaway one doesn't: VACUUM and ANALYZE."""
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _take_indexes(connection: Connection) -> list[str]:
    """Drop every index but those of a constraint; what makes them again."""
    if connection.dialect.name == "sqlite":
        found = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    else:
        found = text(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND NOT EXISTS "
            "(SELECT 1 FROM pg_constraint WHERE conname = indexname)"
        )
    indexes = connection.execute(found).all()
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    return [statement for _, statement in indexes]


class Filling:
    """Gathers rows and sends them table by table. `at` is the moment of what is told: of its keys, stamps and audit."""

    def __init__(self, connection: Connection, office: UUID, at: datetime, chance: Random) -> None:
        self.at = at
        self.office = office
        self._connection, self._chance = connection, chance
        self._number = 0
        connection.execute(text("UPDATE audit_entry SET number = number + :room"), {"room": _ROOM})
        self._rows: dict[Table, list[dict[str, Any]]] = {}

    def key(self) -> UUID:
        """A key as a desk would have made it at that moment."""
        random = self._chance.getrandbits(74)
        stamp = int(self.at.timestamp() * 1000)
        return UUID(int=stamp << 80 | 0x7 << 76 | random >> 62 << 64 | 0b10 << 62 | random & (1 << 62) - 1)

    def add(self, kind: type[Base], /, **values: Any) -> UUID:
        """One row; its key."""
        key = self.key()
        stamps = {"created_at": self.at, "updated_at": self.at, "created_by": BY, "updated_by": BY}
        self._rows.setdefault(_table(kind), []).append({"id": key, "office_id": self.office, **stamps, **values})
        return key

    def send(self) -> None:
        """Send what was gathered, with an entry of the audit for each record, though not for each of its lines."""
        entries = []
        for table, rows in self._rows.items():
            names, made = _written(table, rows)
            self._put(table, names, made)
            if table.name in _AUDITED:
                entries += _entries(table.name, names, made)
        entries.sort()
        names = ["number", "at", "by", "deed", "table_name", "row_id", "office_id", "operation_id", "before", "after"]
        numbered = [(self._number + place, at, BY, "insert", *rest) for place, (at, *rest) in enumerate(entries, 1)]
        self._put(_table(AuditEntry), names, numbered)
        self._number += len(entries)
        self._rows.clear()

    def send_ready(self, kind: type[Base], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows of a very long table, as SQLite's driver takes them; nothing of them is in the audit."""
        table = _table(kind)
        left_out = {
            column.name: column.default.arg
            for column in table.columns
            if column.name not in names and isinstance(column.default, ScalarElementColumnDefault)
        }
        constant = tuple(left_out.values())
        self._put(table, [*names, *left_out], [(*row, *constant) for row in rows])

    def close(self) -> None:
        """Let the next entry of the audit have the next number."""
        if self._connection.dialect.name == "postgresql":
            told = (
                "SELECT setval(pg_get_serial_sequence('audit_entry', 'number'), (SELECT max(number) FROM audit_entry))"
            )
            self._connection.execute(text(told))

    def _put(self, table: Table, names: list[str], rows: list[tuple[Any, ...]]) -> None:
        columns = ", ".join(f'"{name}"' for name in names)
        driver: Any = self._connection.connection.driver_connection
        if self._connection.dialect.name == "sqlite":
            places = ", ".join("?" * len(names))
            driver.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})', rows)  # noqa: S608
            return
        with driver.cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
            copy.write("".join("\t".join(map(_copied, row)) + "\n" for row in rows))


def _table(kind: type[Base]) -> Table:
    table = inspect(kind).local_table
    assert isinstance(table, Table)
    return table


def _written(table: Table, rows: list[dict[str, Any]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns of a table, and each row's values as SQLite's driver takes them."""
    named = {name for row in rows for name in row}
    columns = [column for column in table.columns if column.name in named or _unless_said(column) is not None]
    writers = [(column.name, _writer(column), _unless_said(column)) for column in columns]
    made = [
        tuple(
            value if (value := row.get(name, left_out)) is None or write is None else write(value)
            for name, write, left_out in writers
        )
        for row in rows
    ]
    return [column.name for column in columns], made


def _writer(column: Column[Any]) -> Callable[[Any], Any] | None:
    write = column.type.dialect_impl(_TEXT).bind_processor(_TEXT)
    if write is None or isinstance(column.type, Key):
        return write
    return lru_cache(maxsize=_KEPT)(write)  # a life has few moments, days and words, and most of them often


def _unless_said(column: Column[Any]) -> Any:
    default = column.default
    return default.arg if isinstance(default, ScalarElementColumnDefault) else None


def _entries(table: str, names: list[str], rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """An entry of the audit a row, beginning with its moment."""
    key, at, office = names.index("id"), names.index("created_at"), names.index("office_id")
    told = [place for place, name in enumerate(names) if name != "office_id" and not name.endswith(_STAMPS)]
    for row in rows:
        after = json.dumps({names[place]: row[place] for place in told}, ensure_ascii=False)
        yield row[at], table, row[key], row[office], None, None, after


def _copied(value: Any) -> str:
    return r"\N" if value is None else value.translate(_ESCAPED) if isinstance(value, str) else str(value)
