"""Everybody who works here, is to come or has left, with their days, roles, teams and leave: the page Staff."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.door.turn import Turn
from models.rules.spells import Spell, is_within
from models.staff import FormerName, Staff, StaffLeave, StaffRole, StaffSpell, StaffTeam
from models.staff_of_days import role_of_day
from models.teams import Team
from models.values import london_day
from models.vocabulary.staff import Role


class Standing(Enum):
    """Where somebody stands today; in the order of the list."""

    HERE = "here"
    TO_COME = "to_come"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """Days of leave that count; no last one where nobody knows yet."""

    id: UUID
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What somebody became, or is to become, on a day."""

    id: UUID
    from_day: date
    role: Role
    because: str
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of staff, as they stand today.

    `first_day` and `last_day` are those of their present, next or last time on the staff; `earlier` are those before.
    `leave` is what is on or to come, the next first; `roles` is what they became, the newest first.
    """

    id: UUID
    version: int
    name: str
    former_names: tuple[str, ...]
    role: Role
    team_id: UUID | None
    team: str
    other_teams: tuple[UUID, ...]
    other_team_names: tuple[str, ...]
    telephone: str
    trained_for_equipment: bool
    login: str
    standing: Standing
    first_day: date | None
    last_day: date | None
    because: str
    earlier: tuple[Spell, ...]
    leave: tuple[LeaveRow, ...]
    is_on_leave: bool
    roles: tuple[RoleRow, ...]


@dataclass(frozen=True, slots=True)
class StaffView:
    """The staff: who is here, who is to come, who has left, by name; and the teams to choose from."""

    members: tuple[MemberRow, ...]
    teams: tuple[tuple[UUID, str], ...]


def members(turn: Turn) -> StaffView:
    """Everybody who is or was on the staff of this office, in seven statements whatever their number. (DAY-4)."""
    teams = {row.id: row.name for row in turn.session.execute(_ours(turn, Team).order_by(Team.name)).scalars()}
    about = [
        _by_member(turn.session.scalars(_ours(turn, kind)))
        for kind in (StaffSpell, StaffRole, StaffLeave, StaffTeam, FormerName)
    ]
    rows = turn.session.execute(
        select(Staff, role_of_day(turn.day).label("role_now")).where(Staff.office_id == turn.office)
    )
    found = (_member(turn.day, row.Staff, row.role_now, teams, *(each[row.Staff.id] for each in about)) for row in rows)
    order = list(Standing)
    ordered = sorted(found, key=lambda each: (order.index(each.standing), each.name.casefold()))
    return StaffView(tuple(ordered), tuple(teams.items()))


def _ours(turn: Turn, kind: Any) -> Select[Any]:
    return select(kind).where(kind.office_id == turn.office)


def _by_member(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.staff_id].append(row)
    return found


def _member(
    day: date,
    record: Staff,
    role: Role,
    teams: dict[UUID, str],
    spells: list[StaffSpell],
    roles: list[StaffRole],
    leave: list[StaffLeave],
    others: list[StaffTeam],
    former: list[FormerName],
) -> MemberRow:
    *earlier, now = _spells(record, spells)
    ahead = _leave_ahead(leave, day)
    also = {each.team_id: teams[each.team_id] for each in others if each.withdrawn_at is None}
    return MemberRow(
        id=record.id,
        version=record.version,
        name=record.name,
        former_names=tuple(each.name for each in sorted(former, key=lambda each: each.until, reverse=True)),
        role=role,
        team_id=record.team_id,
        team=teams[record.team_id] if record.team_id else "",
        other_teams=tuple(also),
        other_team_names=tuple(sorted(also.values())),
        telephone=record.telephone,
        trained_for_equipment=record.trained_for_equipment,
        login=record.login or "",
        standing=_standing((*earlier, now), day),
        first_day=now.first_day,
        last_day=now.last_day,
        because=next((each.because for each in spells if each.last_day == now.last_day), ""),
        earlier=tuple(earlier),
        leave=ahead,
        is_on_leave=any(Spell(each.first_day, each.last_day).covers(day) for each in ahead),
        roles=_roles(roles, day),
    )


def _spells(record: Staff, spells: list[StaffSpell]) -> list[Spell]:
    """Their times on the staff, earliest first; at least one, which is always where nothing was said."""
    if record.archived_at is not None:
        return [Spell(None, london_day(record.archived_at))]
    days = [Spell(each.first_day, each.last_day) for each in spells]
    return sorted(days, key=lambda each: each.first_day or date.min) or [Spell()]


def _standing(spells: tuple[Spell, ...], day: date) -> Standing:
    if is_within(spells, day):
        return Standing.HERE
    is_ahead = spells[-1].first_day is not None and spells[-1].first_day > day
    return Standing.TO_COME if is_ahead else Standing.LEFT


def _leave_ahead(leave: list[StaffLeave], day: date) -> tuple[LeaveRow, ...]:
    counts = (each for each in leave if each.withdrawn_at is None and (each.last_day is None or each.last_day >= day))
    ordered = sorted(counts, key=lambda each: each.first_day)
    return tuple(LeaveRow(each.id, each.first_day, each.last_day) for each in ordered)


def _roles(roles: list[StaffRole], day: date) -> tuple[RoleRow, ...]:
    stand = sorted((each for each in roles if each.withdrawn_at is None), key=lambda each: (each.from_day, each.id))
    return tuple(RoleRow(each.id, each.from_day, each.role, each.because, each.from_day > day) for each in stand[::-1])
