"""A transaction that stores a deed: its name at the server, what became of it, and how it is broken off.

Source: PostgreSQL, *Transaction ID and Snapshot Information*: `pg_xact_status` is asked after a lost COMMIT.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Select,
    String,
    bindparam,
    cast,
    func,
    select,
    text,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.audit import AuditEntry
from models.prepared import Prepared

if TYPE_CHECKING:
    from models.server_trips import ServerTrips

_ASK_S = 1.0  # to ask a server to stop what it does
_BITS = (1 << 63) - 1  # a lock's number is signed
_GOING = ("08", "57P")  # connection lost; the server is stopped


@dataclass(frozen=True, slots=True)
class Written:
    """A row that an operation wrote: its table, its id, and whether it was made by it."""

    table: str
    row: UUID
    is_new: bool


class Along:
    """Rows that are asked for along with a session's next statement: at a server that spares a trip.

    A server's come as its driver gives them: a moment in whatever zone, a word of the vocabulary as its text.
    """

    def __init__(self, session: Session, statement: Select[*tuple[Any, ...]], parameters: Mapping[str, Any]) -> None:
        self._session = session
        self._found: Sequence[Any] | None = None
        self._look: Callable[[], Sequence[Any] | None]
        if session.get_bind().dialect.name == "postgresql":
            driver: ServerTrips = session.connection().connection.driver_connection  # type: ignore[assignment]
            query, constants = _for_server(statement)
            self._look = driver.ask_later(query, {**constants, **parameters})
        else:
            self._found = _for_file(statement).rows(session.connection(), parameters)

    @property
    def is_there(self) -> bool:
        """Whether they are there without a trip of their own."""
        if self._found is None:
            self._found = self._look()
        return self._found is not None

    @property
    def rows(self) -> Sequence[Any]:
        """The rows; where nothing was asked since, they are asked for now."""
        if not self.is_there:
            self._session.execute(_NOTHING)
        return self._found if self.is_there and self._found else ()


_NOTHING = text("SELECT 1 AS goes_along")
_for_file = cache(Prepared)


@cache
def _for_server(statement: Select[*tuple[Any, ...]]) -> tuple[str, Mapping[str, Any]]:
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg  # noqa: PLC0415  a file needs no server's words

    made = statement.compile(dialect=PGDialect_psycopg())  # type: ignore[no-untyped-call]  # SQLAlchemy's
    return str(made), made.params


def open_write(session: Session, operation: UUID) -> Along:
    """Hold this operation until the transaction ends, so that a second trial of it waits; the transaction's name.

    At a server only: a file has one writer at a time, and no names. It goes along with the first statement.
    """
    return Along(session, _OPENING, {"operation": operation.int & _BITS})


_OPENING = select(
    cast(func.pg_current_xact_id(), String),
    type_coerce(func.pg_advisory_xact_lock(bindparam("operation", type_=BigInteger)), String),
)


def is_committed(session: Session, transaction: str | None) -> bool | None:
    """What became of a transaction that has ended; none where the server can't say any more."""
    if transaction is None:
        return None
    said = session.scalar(_OUTCOME, {"transaction": transaction})
    return None if said is None else said == "committed"


_OUTCOME = text("SELECT pg_xact_status(CAST(:transaction AS xid8))")  # SQLAlchemy doesn't know this type


def written_by(session: Session, office: UUID, operation: UUID) -> tuple[Written, ...]:
    """What an operation wrote, in the order of its writing; nothing where it wasn't stored."""
    asked = (
        select(AuditEntry.table_name, AuditEntry.row_id, AuditEntry.deed)
        .where(AuditEntry.office_id == office, AuditEntry.operation_id == operation)
        .order_by(AuditEntry.number)
    )
    return tuple(Written(table, row, is_new=deed == "insert") for table, row, deed in session.execute(asked))


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection went, so that nobody was told what became of the statement."""
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state.startswith(_GOING)


def breakers(session: Session) -> tuple[Callable[[], None], Callable[[], None]]:
    """What asks the database to stop this session's statement, and what ends its connection; from any thread."""
    driver: Any = session.connection().connection.driver_connection
    if session.get_bind().dialect.name != "postgresql":
        return driver.interrupt, driver.interrupt

    def ask() -> None:
        with suppress(driver_error):
            driver.cancel_safe(timeout=_ASK_S)

    driver_error: type[Exception] = session.get_bind().dialect.dbapi.Error  # type: ignore[union-attr]
    return ask, driver.cut
