"""What every use case does with records: load one as it was seen, store one, number the next."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.door.errors import ChangedMeanwhile, Refused
from app.door.turn import Turn
from models.audit import NAMES_NOBODY
from models.base import Recorded
from models.people import Office
from models.rules.sentences import moment_text
from models.staff import Staff

Kept = TypeVar("Kept", bound=Recorded)


def load(turn: Turn, kind: type[Kept], key: UUID, *, seen: int, lock: bool = False) -> Kept:
    """The record, for this use case to change; refused when it isn't the version that the desk saw.

    `lock` takes the row for this transaction, for a decision that depends on a set of its children (SQLite holds the
    whole database anyway).
    """
    found = look(turn, kind, key, lock=lock)
    refuse_if_changed(turn, found, seen)
    found.operation_id = turn.operation
    return found


def take(turn: Turn, kind: type[Kept], key: UUID) -> Kept:
    """The record, held and changed along with the one that the desk saw: an episode whose start is undone, say."""
    found = look(turn, kind, key, lock=True)
    found.operation_id = turn.operation
    return found


def refuse_if_changed(turn: Turn, record: Recorded | None, seen: int | None) -> None:
    """Refuse where this isn't what the desk saw: another version, one where it saw none, or none where it saw one.

    What this very operation has stored is no change: it is the same press, sent twice. Hold the parent's row first
    where the record may have come meanwhile.
    """
    if record is not None and record.operation_id == turn.operation:
        return
    if record is None and seen is not None:
        raise ChangedMeanwhile
    if record is not None and record.version != seen:
        raise _changed_meanwhile(turn, record, seen or 0)


def one_import_at_a_time(turn: Turn) -> None:
    """Wait for another desk's import into this office; what is looked at afterwards stays so until the commit."""
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())


def look(turn: Turn, kind: type[Kept], key: UUID, *, lock: bool = False) -> Kept:
    """The record, to be read for a decision and left as it is; with `lock` nobody changes it before the commit."""
    query = select(kind).where(kind.id == key, kind.office_id == turn.office)
    found = turn.session.scalars(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise Refused("This record isn't in your office's list, or no longer.", who="the office that holds it")
    return found


def _changed_meanwhile(turn: Turn, found: Recorded, seen: int) -> ChangedMeanwhile:
    """The refusal of a deed about another version than the newest: it says who changed the record last, and when."""
    kind, changer = type(found), aliased(Staff)  # the record may be a member of staff itself
    at, by, name = turn.session.execute(
        select(kind.updated_at, kind.updated_by, changer.name)
        .outerjoin(changer, (changer.login == kind.updated_by) & (changer.office_id == kind.office_id))
        .where(kind.id == found.id)
    ).one()
    who = name or ("another desk" if by in NAMES_NOBODY else by)
    last = f"{who}, {moment_text(at)}" if at is not None else ""
    return ChangedMeanwhile(kind.__tablename__, found.id, expected=seen, found=found.version, last=last)


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
