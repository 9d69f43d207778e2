"""A transaction that stores a deed: its name at the server, what became of it, and how it is broken off.

Source: PostgreSQL, *Transaction ID and Snapshot Information*: `pg_xact_status` is asked after a lost COMMIT.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, String, cast, func, literal, select, text, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.audit import AuditEntry

LOCK_MS = 20_000  # how long a deed waits for another desk's
STATEMENT_MS = 60_000  # and how long one statement of it may take
GONE_MS = 120_000  # after which the server lets go of what a desk that is silent holds
_ASK_S = 1.0  # to ask a server to stop what it does
_BITS = (1 << 63) - 1  # a lock's number is signed
_GOING = ("08", "57P")  # connection lost; the server is stopped


@dataclass(frozen=True, slots=True)
class Written:
    """A row that an operation wrote: its table, its id, and whether it was made by it."""

    table: str
    row: UUID
    is_new: bool


def open_write(session: Session, operation: UUID) -> str:
    """Hold this operation until the transaction ends, so that a second trial of it waits; the transaction's name.

    At a server only: a file has one writer at a time, and no names.
    """
    limits = (func.set_config(name, str(most), literal(value=True)) for name, most in _LIMITS.items())
    lock = func.pg_advisory_xact_lock(literal(operation.int & _BITS, BigInteger))
    asked = select(cast(func.pg_current_xact_id(), String), *limits, type_coerce(lock, String))
    return str(session.execute(asked).one()[0])


_LIMITS = {
    "lock_timeout": LOCK_MS,
    "statement_timeout": STATEMENT_MS,
    "idle_in_transaction_session_timeout": GONE_MS,
}


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

    def cut() -> None:
        """The connection's own calls fail at once then, wherever they wait."""
        with suppress(OSError), socket.socket(fileno=socket.dup(driver.fileno())) as wire:
            wire.shutdown(socket.SHUT_RDWR)

    driver_error: type[Exception] = session.get_bind().dialect.dbapi.Error  # type: ignore[union-attr]
    return ask, cut
