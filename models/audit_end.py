"""Where a database's audit ends, so that a desk which saw it further knows that something is missing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from models.audit import AuditEntry
from models.people import DatabaseMark
from models.revision import revision_of, tables_to_come
from models.sealing import LastSeal, last_seal
from models.seals import Seal


@dataclass(frozen=True, slots=True)
class AuditEnd:
    """The last entry that was stored in a database, its moment, one word for what it says, and the last seal."""

    database: UUID | None
    is_test: bool
    number: int
    at: datetime | None
    word: str
    seal: LastSeal


def audit_end(connection: Connection, revision: str | None = None) -> AuditEnd | None:
    """Where the audit ends; none in a database that nobody has marked yet. One of an older release has no seals.

    `revision` is the database's where it is known, so that it needn't be asked.
    """
    mark = connection.execute(select(DatabaseMark.name, DatabaseMark.is_test)).one_or_none()
    if mark is None:
        return None
    last = connection.execute(_ENTRY.order_by(AuditEntry.number.desc()).limit(1)).one_or_none()
    has_seals = Seal.__tablename__ not in tables_to_come(revision or revision_of(connection))
    return AuditEnd(
        mark.name,
        mark.is_test,
        last.number if last else 0,
        last.at if last else None,
        _word(last),
        last_seal(connection) if has_seals else LastSeal(0, ""),
    )


def word_of(connection: Connection, number: int) -> str:
    """One word for what an entry of the audit says; nothing where there is none of this number."""
    return _word(connection.execute(_ENTRY.where(AuditEntry.number == number)).one_or_none())


_ENTRY = select(
    AuditEntry.number,
    AuditEntry.at,
    AuditEntry.table_name,
    AuditEntry.row_id,
    AuditEntry.operation_id,
    AuditEntry.after,
)


def _word(entry: object) -> str:
    return hashlib.sha256(repr(entry).encode()).hexdigest()[:32] if entry is not None else ""
