"""A member of staff as a day knows them: what every deed asks that names one, or that depends on whose seat it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from app.door.errors import Refused, refuse_if
from app.door.turn import Turn
from models.rules.deciding import OnStaff, not_on_staff_lacks
from models.rules.spells import Spell
from models.staff import Staff, StaffSpell, StaffTeam
from models.staff_of_days import role_of_day
from models.values import london_day
from models.vocabulary.staff import Role


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of this office, on the staff or not; their role is that of the day that was asked about."""

    id: UUID
    name: str
    role: Role
    team_id: UUID | None
    teams: frozenset[UUID]  # the main one and the others
    on_staff: OnStaff


def member(turn: Turn, key: UUID, day: date | None = None) -> Member:
    """Somebody of the office as they are on a day, today unless said otherwise; refused where it has nobody such."""
    with turn.session.no_autoflush:
        rows = turn.session.execute(
            select(
                Staff.id, Staff.name, role_of_day(day or turn.day).label("role"), Staff.team_id, Staff.archived_at,
                StaffSpell.id.label("spell"), StaffSpell.first_day, StaffSpell.last_day,
                StaffTeam.team_id.label("other_team"),
            )
            .outerjoin(StaffSpell, StaffSpell.staff_id == Staff.id)
            .outerjoin(StaffTeam, and_(StaffTeam.staff_id == Staff.id, StaffTeam.withdrawn_at.is_(None)))
            .where(Staff.id == key, Staff.office_id == turn.office)
        ).all()  # fmt: skip
    if not rows:
        raise Refused("This record isn't in your office's list, or no longer.", who="the office that holds it")
    row = rows[0]
    left = london_day(row.archived_at) if row.archived_at else None
    spells = {each.spell: Spell(each.first_day, each.last_day) for each in rows if each.spell is not None}
    teams = frozenset({row.team_id, *(each.other_team for each in rows)} - {None})
    on_staff = OnStaff(row.name, row.role, left, tuple(spells.values()))
    return Member(row.id, row.name, row.role, row.team_id, teams, on_staff)


def seat_role(turn: Turn) -> Role:
    """What whoever sits here is today."""
    return member(turn, turn.staff).role


def chosen(turn: Turn, key: UUID, day: date | None = None, *, field: str = "") -> Member:
    """Somebody whom a deed names, on the staff on that day; refused otherwise. `field` names the control. (END-10)."""
    return chosen_of(turn, (key,), day, field=field)[0]


def chosen_of(turn: Turn, keys: Sequence[UUID], day: date | None = None, *, field: str = "") -> tuple[Member, ...]:
    """Several of them."""
    found = tuple(member(turn, key, day) for key in keys)
    for each in found:
        refuse_if(not_on_staff_lacks(each.on_staff, day or turn.day, field))
    return found
