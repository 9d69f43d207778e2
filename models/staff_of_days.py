"""Who is on the staff on a day, as what, and whether on leave, as expressions of a statement (END-10, DAY-4).

The one place that tells it: every choice of staff, every refusal and every mark of a leaver asks here. Each takes the
day and, where a statement has several, which `staff` is meant. Who has no spell is on the staff always; who has no
change of role is what they began as.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from models.staff import Staff, StaffLeave, StaffRole, StaffSpell, StaffTeam
from models.values import start_of_day
from models.vocabulary.staff import Role

# Made once, for each alias has all its columns anew; each stands in a subquery of its own, so that none meets another.
_SPELL, _ROLE = StaffSpell.__table__.alias(), StaffRole.__table__.alias()
_LEAVE, _OTHER_TEAM = StaffLeave.__table__.alias(), StaffTeam.__table__.alias()


def is_on_staff(day: date, staff: Any = Staff) -> ColumnElement[bool]:
    """Whether somebody is on the staff on this day; their first and their last day are theirs. (END-10)."""
    spell = _SPELL
    of_theirs = spell.c.staff_id == staff.id
    covers = exists().where(
        of_theirs,
        or_(spell.c.first_day.is_(None), spell.c.first_day <= day),
        or_(spell.c.last_day.is_(None), spell.c.last_day >= day),
    )
    return and_(
        or_(staff.archived_at.is_(None), staff.archived_at >= start_of_day(day)),
        or_(~exists().where(of_theirs).correlate_except(spell), covers.correlate_except(spell)),
    )


def role_of_day(day: date | ColumnElement[date], staff: Any = Staff) -> ColumnElement[Role]:
    """What somebody is on this day; of two changes with one day the newer counts. (END-10)."""
    changed = _ROLE
    newest = (
        select(changed.c.role)
        .where(changed.c.staff_id == staff.id, changed.c.withdrawn_at.is_(None), changed.c.from_day <= day)
        .order_by(changed.c.from_day.desc(), changed.c.id.desc())
        .limit(1)
        .correlate_except(changed)
        .scalar_subquery()
    )
    return func.coalesce(newest, staff.role, type_=Staff.role.type)


def is_on_leave(day: date, staff: Any = Staff) -> ColumnElement[bool]:
    """Whether somebody is on leave on this day. Source: good practice (DAY-4)."""
    leave = _LEAVE
    return (
        exists()
        .where(
            leave.c.staff_id == staff.id,
            leave.c.withdrawn_at.is_(None),
            leave.c.first_day <= day,
            or_(leave.c.last_day.is_(None), leave.c.last_day >= day),
        )
        .correlate_except(leave)
    )


def leave_until(day: date, staff: Any = Staff) -> ColumnElement[date | None]:
    """The last day of the leave that somebody is on; null where nobody knows it yet, or they aren't. (DAY-4)."""
    leave = _LEAVE
    return (
        select(leave.c.last_day)
        .where(
            leave.c.staff_id == staff.id,
            leave.c.withdrawn_at.is_(None),
            leave.c.first_day <= day,
            leave.c.last_day >= day,
        )
        .limit(1)
        .correlate_except(leave)
        .scalar_subquery()
    )


def works_in(team: Any, staff: Any = Staff) -> ColumnElement[bool]:
    """Whether a team is somebody's main one or one of their others."""
    other = _OTHER_TEAM
    is_other = exists().where(other.c.staff_id == staff.id, other.c.team_id == team, other.c.withdrawn_at.is_(None))
    return or_(staff.team_id == team, is_other.correlate_except(other))
