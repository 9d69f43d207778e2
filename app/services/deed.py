"""What every use case does with records: load one as it was seen, store one, number the next."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.door.errors import CHANGED_MEANWHILE, Refused
from app.door.turn import Turn
from models.base import Recorded
from models.people import Office

Kept = TypeVar("Kept", bound=Recorded)


def load(turn: Turn, kind: type[Kept], key: UUID, *, seen: int | None = None, lock: bool = False) -> Kept:
    """The record, for this use case to change; refused when it isn't the version that the desk saw.

    `lock` takes the row for this transaction, for a decision that depends on a set of its children (SQLite holds the
    whole database anyway).
    """
    found = look(turn, kind, key, lock=lock)
    if seen is not None and found.version != seen and found.operation_id != turn.operation:
        raise Refused(CHANGED_MEANWHILE)
    found.operation_id = turn.operation
    return found


def look(turn: Turn, kind: type[Kept], key: UUID, *, lock: bool = False) -> Kept:
    """The record, to be read for a decision and left as it is; with `lock` nobody changes it before the commit."""
    query = select(kind).where(kind.id == key, kind.office_id == turn.office)
    found = turn.session.scalars(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise Refused("This record isn't in your office's list, or no longer.", who="the office that holds it")
    return found


def add(turn: Turn, record: Kept) -> Kept:
    """Store a new record of this office as part of this operation, and give it back."""
    record.office_id = turn.office
    record.operation_id = turn.operation
    turn.session.add(record)
    turn.session.flush()
    return record


def next_number(turn: Turn, column: InstrumentedAttribute[int]) -> int:
    """The next number in an office's series, never used before; the office's row is held until the commit."""
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())
    kind = column.class_
    highest = turn.session.scalar(select(func.max(column)).where(kind.office_id == turn.office))
    return (highest or 0) + 1
