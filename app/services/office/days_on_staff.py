"""When somebody is on the staff and when on leave: they leave, stay after all, come back, begin, are away (DAY-4)."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.office.staff import editable, others_on
from app.services.staff_of_day import member as as_of_day
from models.rules.office.staff import (
    beginning_lacks,
    leave_gone_lacks,
    leave_lacks,
    leaving_lacks,
    remaining_lacks,
    returning_lacks,
    staying_lacks,
)
from models.rules.spells import Spell
from models.staff import Staff, StaffLeave, StaffSpell
from models.values import london_day

_DAY = timedelta(days=1)


def leave_staff(
    turn: Turn,
    *,
    member: UUID,
    seen: int,
    last_day: date,
    because: str = "",
    day_is_meant: bool = False,
    last_is_meant: bool = False,
) -> Changes:
    """Somebody leaves after a day, which may lie ahead: from the next one they are offered nowhere. (DAY-4, END-10).

    A last day that was said before is put right. What they own stays theirs until it is handed on. Refused
    where nobody could change Office then.
    """
    record = editable(turn, member, seen)
    spells = _spells(turn, record)
    last = _last(spells)
    known = (*_days(spells[:-1]), Spell(last.first_day)) if last else ()
    refuse_if(leaving_lacks(record.name, known, last_day, turn.day, turn.policy, is_meant=day_is_meant))
    role = as_of_day(turn, member, last_day).role
    others = others_on(turn, member, max(turn.day, last_day + _DAY))
    refuse_if(remaining_lacks(record.name, role, None, others, is_meant=last_is_meant))
    if last is None:
        add(turn, StaffSpell(staff_id=member, last_day=last_day, because=because.strip()))
    else:
        last.last_day, last.because, last.operation_id = last_day, because.strip(), turn.operation
    return changes(Topic.SETTINGS, made=member)


def stay(turn: Turn, *, member: UUID, seen: int) -> Changes:
    """Somebody who was to leave stays after all; refused once they have left."""
    record = editable(turn, member, seen)
    spell = _last(_spells(turn, record))
    refuse_if(staying_lacks(record.name, spell.last_day if spell else None, turn.day))
    if spell is not None:
        spell.last_day, spell.because, spell.operation_id = None, "", turn.operation
    return changes(Topic.SETTINGS, made=member)


def come_back(turn: Turn, *, member: UUID, seen: int, first_day: date) -> Changes:
    """Somebody who left is on the staff again from a day: their history goes on, the days between aren't theirs."""
    record = editable(turn, member, seen)
    spells = _spells(turn, record)
    refuse_if(returning_lacks(record.name, _days(spells), first_day))
    add(turn, StaffSpell(staff_id=member, first_day=first_day))
    return changes(Topic.SETTINGS, made=member)


def begin_on(turn: Turn, *, member: UUID, seen: int, first_day: date | None) -> Changes:
    """Put the first day right, none for always: from it on their ratings count, and they are offered. (IPAD-2)."""
    record = editable(turn, member, seen)
    spells = _spells(turn, record)
    spell = _last(spells)
    now = _days((spell,))[0] if spell is not None else Spell()
    refuse_if(beginning_lacks(record.name, first_day, _days(spells), now))
    if spell is None:
        add(turn, StaffSpell(staff_id=member, first_day=first_day))
    else:
        spell.first_day, spell.operation_id = first_day, turn.operation
    return changes(Topic.SETTINGS, made=member)


def record_leave(
    turn: Turn,
    *,
    member: UUID,
    seen: int,
    first_day: date,
    last_day: date | None = None,
    day_is_meant: bool = False,
) -> Changes:
    """Somebody is on leave between two days, both included, or until somebody knows when they are back. (DAY-4).

    They stay on the staff: who covers for them is handed what can't wait.
    """
    record = editable(turn, member, seen)
    _refuse_leave(turn, record, Spell(first_day, last_day), None, is_meant=day_is_meant)
    add(turn, StaffLeave(staff_id=member, first_day=first_day, last_day=last_day))
    return changes(Topic.SETTINGS, made=member)


def change_leave(
    turn: Turn, *, member: UUID, seen: int, leave: UUID, first_day: date, last_day: date | None,
    day_is_meant: bool = False,
) -> Changes:  # fmt: skip
    """Leave has other days than were said: somebody is back sooner, or later. Source: good practice (DAY-4)."""
    record = editable(turn, member, seen)
    found = look(turn, StaffLeave, leave)
    refuse_if(leave_gone_lacks(is_withdrawn=found.withdrawn_at is not None))
    _refuse_leave(turn, record, Spell(first_day, last_day), leave, is_meant=day_is_meant)
    found.first_day, found.last_day, found.operation_id = first_day, last_day, turn.operation
    return changes(Topic.SETTINGS, made=member)


def take_back_leave(turn: Turn, *, member: UUID, seen: int, leave: UUID) -> Changes:
    """Leave isn't taken after all, or was recorded by mistake: it stays on record and counts on no day. (DAY-4)."""
    editable(turn, member, seen)
    found = look(turn, StaffLeave, leave)
    refuse_if(leave_gone_lacks(is_withdrawn=found.withdrawn_at is not None))
    found.withdrawn_at, found.operation_id = turn.moment, turn.operation
    return changes(Topic.SETTINGS, made=member)


def _refuse_leave(turn: Turn, record: Staff, leave: Spell, besides: UUID | None, *, is_meant: bool) -> None:
    rows = turn.session.scalars(
        select(StaffLeave).where(StaffLeave.staff_id == record.id, StaffLeave.withdrawn_at.is_(None))
    )
    others = [Spell(each.first_day, each.last_day) for each in rows if each.id != besides]
    spells = _days(_spells(turn, record))
    refuse_if(leave_lacks(record.name, leave, spells, others, turn.day, turn.policy, is_meant=is_meant))


def _spells(turn: Turn, record: Staff) -> list[StaffSpell]:
    """The times on the staff, earliest first; who was archived before there were spells gets theirs written down."""
    if record.archived_at is not None:
        left = london_day(record.archived_at)
        record.archived_at = None
        add(turn, StaffSpell(staff_id=record.id, last_day=left))
    rows = turn.session.scalars(select(StaffSpell).where(StaffSpell.staff_id == record.id))
    return sorted(rows, key=lambda each: each.first_day or date.min)


def _last(spells: list[StaffSpell]) -> StaffSpell | None:
    return spells[-1] if spells else None


def _days(spells: "list[StaffSpell] | tuple[StaffSpell, ...]") -> list[Spell]:
    return [Spell(each.first_day, each.last_day) for each in spells]
