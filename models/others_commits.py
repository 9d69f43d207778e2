"""What other connections have committed: a file is asked, a server says so. Tables and ids, never what was written.

Both hold a connection of their own while they are open, beside those that sessions use.
"""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Connection, String, bindparam, cast, event, func, select
from sqlalchemy.orm import Session

from models import who_has_open
from models.audit import AuditEntry
from models.database import Database

if TYPE_CHECKING:
    from models.server_trips import ServerTrips

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


class Listening:
    """What a server tells a desk that listens: `wait` for it; `beat` as often as `BEAT_S` asks."""

    def __init__(self, database: Database, connection: Connection, ours: Collection[str]) -> None:
        self._database, self._connection, self._ours = database, connection, ours
        self._driver: ServerTrips = connection.connection.driver_connection  # type: ignore[assignment]  # a server's
        self._shown: UUID | None = None
        self.moment: datetime | None = None  # by the server's clock, at the last beat

    def wait(self, seconds: float) -> tuple[Commit, ...]:
        """Which rows others wrote within so many seconds. What isn't worded as the triggers word it is passed over."""
        told = [each.payload for each in self._driver.notifies(timeout=seconds, stop_after=1)]
        if told:
            told += [each.payload for each in self._driver.notifies(timeout=0)]
        commits = (_commit(each, self._ours) for each in told)
        return tuple(each for each in commits if each is not None)

    def beat(self, person: UUID | None = None) -> tuple[str, ...]:
        """Pass where the server still answers, with its `moment`. Where it says nothing, this desk lets go of it.

        With whose record is open here: it says then at which other desks it is open too, by name.
        """
        from models.server_trips import SilentError  # noqa: PLC0415  see commits_to_server

        try:
            if person != self._shown:
                who_has_open.show(self._driver, person)
                self._shown = person
            if person is not None:
                self.moment, names = who_has_open.others(self._driver, person)
                return names
            [(self.moment,)] = self._driver.execute("SELECT clock_timestamp()").fetchall()
        except SilentError:
            self._database.let_go()
            raise
        return ()

    def people(self, commits: Collection[Commit]) -> frozenset[UUID]:
        """The people whom these rows are about, as `people_of` says."""
        with Session(self._connection) as session:
            return people_of(session, commits)


BEAT_S = 2.0  # so often a server is asked whether it is still there
ANSWER_S = 4.0  # and so long it may take to say so


@contextmanager
def commits_to_server(database: Database, clock: Callable[[], float] = time.monotonic) -> Iterator[Listening]:
    """Listen at a server, by a clock in seconds.

    It notifies at each commit: table, row, version, and the connection that wrote, which may be our own. What somebody
    forges is at worst a question that is asked again.
    """
    ours: set[str] = set()

    def note(connection: Any, _record: Any, _proxy: Any) -> None:
        ours.add(str(connection.info.backend_pid))

    event.listen(database.engine, "checkout", note)
    try:
        connection = database.engine.execution_options(begin=None).connect()
        try:
            driver: Any = connection.connection.driver_connection
            driver.silent_s, driver.clock = ANSWER_S, clock
            driver.execute(f"LISTEN {_CHANNEL}")
            yield Listening(database, connection, ours)
        finally:
            connection.invalidate()  # a connection that listens must not go back into the pool
            connection.close()
    finally:
        event.remove(database.engine, "checkout", note)


def _commit(told: str, ours: Collection[str]) -> Commit | None:
    table, _, rest = told.partition("|")
    row, _, rest = rest.partition("|")
    try:
        return None if rest.rpartition("|")[2] in ours else Commit(table, UUID(row), None)
    except ValueError:
        return None


def people_of(session: Session, commits: Collection[Commit]) -> frozenset[UUID]:
    """The people whom these rows are about; nobody where one of them doesn't say so, or where they are too many."""
    people = {each.row for each in commits if each.table == "person"}
    others = {each.row for each in commits if each.table != "person"}
    if len(people) + len(others) > _MOST_ASKED:
        return frozenset()
    if others:
        person = _person_of(is_sqlite=session.get_bind().dialect.name == "sqlite")
        asked = select(AuditEntry.row_id, person).where(AuditEntry.row_id.in_(others)).distinct()
        found = {row: whose for row, whose in session.execute(asked) if whose}
        if found.keys() != others:
            return frozenset()
        people |= {UUID(whose) for whose in found.values()}
    return frozenset(people)


def _person_of(*, is_sqlite: bool) -> ColumnElement[str]:
    """The person that an entry of the audit says its row is about."""
    if is_sqlite:
        return func.json_extract(AuditEntry.after, "$.person_id", type_=String)
    return func.json_extract_path_text(cast(AuditEntry.after, JSON), "person_id", type_=String)
