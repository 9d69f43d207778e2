"""What other connections have committed: a file is asked, a server says so. Tables and ids, never what was written.

Both hold a connection of their own while they are open, beside those that sessions use.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, String, bindparam, cast, event, func, select

from models.audit import AuditEntry
from models.database import Database

_MOST_ASKED = 50  # rows: after an import every screen asks again anyway
_CHANNEL = "homeward_change"  # as the triggers of a server name it


@dataclass(frozen=True, slots=True)
class Commit:
    """A row that was written: its table and id, and the operation it was part of, if that is known."""

    table: str
    row: UUID
    operation: UUID | None


@contextmanager
def commits_to_file(database: Database) -> Iterator[Callable[[], tuple[Commit, ...]]]:
    """Give a function that says what was written to a SQLite file since it was last asked, by whichever connection.

    The file's counter moves with every other connection's commit; asking it costs microseconds, the audit is read only
    when it has moved.
    """
    connection: Any = database.engine.raw_connection()
    asked = connection.cursor()
    dialect = database.engine.dialect
    newest = str(select(func.coalesce(func.max(AuditEntry.number), 0)).compile(dialect=dialect))
    written = select(AuditEntry.number, AuditEntry.table_name, AuditEntry.row_id, AuditEntry.operation_id)
    later = str(written.where(AuditEntry.number > bindparam("last")).compile(dialect=dialect))
    kept = {"counter": 0, "last": 0}

    def counter() -> int:
        (number,) = asked.execute("PRAGMA data_version").fetchone()
        return int(number)

    def look() -> tuple[Commit, ...]:
        now = counter()
        if now == kept["counter"]:
            return ()
        kept["counter"] = now
        entries = asked.execute(later, (kept["last"],)).fetchall()
        kept["last"] = max((number for number, *_ in entries), default=kept["last"])
        return tuple(
            Commit(table, UUID(row), UUID(operation) if operation else None) for _, table, row, operation in entries
        )

    try:
        kept["counter"] = counter()
        (kept["last"],) = asked.execute(newest, (0,)).fetchone()
        yield look
    finally:
        connection.close()


@contextmanager
def commits_to_server(database: Database) -> Iterator[Callable[[float], tuple[Commit, ...]]]:
    """Give a function that waits for so many seconds, and says which rows others wrote meanwhile.

    The server notifies at each commit: table, row, version, and the connection that wrote, which may be our own.
    """
    ours: set[str] = set()

    def note(connection: Any, _record: Any, _proxy: Any) -> None:
        ours.add(str(connection.info.backend_pid))

    event.listen(database.engine, "checkout", note)
    connection: Any = database.engine.raw_connection()
    server = connection.driver_connection

    def wait(seconds: float) -> tuple[Commit, ...]:
        told = [each.payload.split("|") for each in server.notifies(timeout=seconds, stop_after=1)]
        if told:
            told += [each.payload.split("|") for each in server.notifies(timeout=0)]
        return tuple(Commit(parts[0], UUID(parts[1]), None) for parts in told if parts[-1] not in ours)

    try:
        server.set_autocommit(True)
        server.execute(f"LISTEN {_CHANNEL}")
        yield wait
    finally:
        event.remove(database.engine, "checkout", note)
        connection.invalidate()  # a connection that listens must not go back into the pool


def people_of(database: Database, commits: Collection[Commit]) -> frozenset[UUID]:
    """The people whom these rows are about; nobody where one of them doesn't say so, or where they are too many."""
    people = {each.row for each in commits if each.table == "person"}
    others = {each.row for each in commits if each.table != "person"}
    if len(people) + len(others) > _MOST_ASKED:
        return frozenset()
    if others:
        with database.reading() as session:
            asked = select(AuditEntry.row_id, _person_of(database)).where(AuditEntry.row_id.in_(others)).distinct()
            found = {row: person for row, person in session.execute(asked) if person}
        if found.keys() != others:
            return frozenset()
        people |= {UUID(person) for person in found.values()}
    return frozenset(people)


def _person_of(database: Database) -> ColumnElement[str]:
    """The person that an entry of the audit says its row is about."""
    if database.is_sqlite:
        return func.json_extract(AuditEntry.after, "$.person_id", type_=String)
    return func.json_extract_path_text(cast(AuditEntry.after, JSON), "person_id", type_=String)
