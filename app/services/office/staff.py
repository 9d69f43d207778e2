"""Who works here: somebody new, what is on record of them put right, what they become, and the teams they work in.

When they come, leave and are on leave is `days_on_staff`. Nobody is ever deleted, and no name of an old record changes
what it meant.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.staff_of_day import member as as_of_day
from app.services.staff_of_day import seat_role
from models.people import Office
from models.rules.office.editors import OFFICE_EDITORS, office_editor_lacks
from models.rules.office.staff import (
    Namesake,
    Remaining,
    remaining_lacks,
    role_lacks,
    role_taken_back_lacks,
    staff_name_lacks,
)
from models.staff import FormerName, Staff, StaffRole, StaffSpell, StaffTeam
from models.staff_of_days import is_on_staff, role_of_day
from models.teams import Team
from models.values import fold
from models.vocabulary.staff import ORGANISERS, Role


def add_member(
    turn: Turn,
    *,
    name: str,
    role: Role,
    team: UUID | None = None,
    other_teams: Sequence[UUID] = (),
    telephone: str = "",
    trained_for_equipment: bool = False,
    first_day: date | None = None,
) -> Changes:
    """Somebody works here from a day on, or has always done so where none is said; their ratings count from then.

    Refused where somebody of that name is on record: papers and files know staff by name. Source: END-10; OPG 3.8
    (PSP-10).
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())  # one name at a time
    refuse_if(staff_name_lacks(name, _namesake(turn, name, None)))
    record = Staff(name=" ".join(name.split()), role=role, team_id=_team(turn, team), telephone=telephone.strip())
    record.trained_for_equipment = trained_for_equipment
    add(turn, record)
    if first_day is not None:
        add(turn, StaffSpell(staff_id=record.id, first_day=first_day))
    _work_in(turn, record, other_teams)
    return changes(Topic.SETTINGS, made=record.id)


def change_member(
    turn: Turn,
    *,
    member: UUID,
    seen: int,
    name: str,
    team: UUID | None,
    other_teams: Sequence[UUID],
    telephone: str,
    trained_for_equipment: bool,
) -> Changes:
    """Put right what is on record of somebody. A former name is kept: files and old papers still say it.

    Source: OPG 3.8 (PSP-10).
    """
    record = editable(turn, member, seen)
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())
    called = " ".join(name.split())
    refuse_if(staff_name_lacks(called, _namesake(turn, called, member)))
    if called != record.name:
        add(turn, FormerName(staff_id=member, name=record.name, until=turn.moment))
    record.name, record.team_id, record.telephone = called, _team(turn, team), telephone.strip()
    record.trained_for_equipment = trained_for_equipment
    _work_in(turn, record, other_teams)
    return changes(Topic.SETTINGS, made=member)


def change_role(
    turn: Turn,
    *,
    member: UUID,
    seen: int,
    role: Role,
    from_day: date | None,
    because: str = "",
    day_is_meant: bool = False,
    last_is_meant: bool = False,
) -> Changes:
    """Somebody is another thing from a day on: a CWC becomes DSO; without a day it was recorded wrongly all along.

    Refused where nobody could change Office then; that no DSO is left is asked about. Source: END-10.
    """
    record = editable(turn, member, seen)
    day = from_day or turn.day
    before = as_of_day(turn, member, day).role
    refuse_if(role_lacks(before, role, from_day, turn.day, turn.policy, is_meant=day_is_meant))
    refuse_if(remaining_lacks(record.name, before, role, others_on(turn, member, day), is_meant=last_is_meant))
    if from_day is not None:
        add(turn, StaffRole(staff_id=member, from_day=from_day, role=role, because=because.strip()))
        return changes(Topic.SETTINGS, made=member)
    record.role = role
    for each in turn.session.scalars(
        select(StaffRole).where(StaffRole.staff_id == member, StaffRole.withdrawn_at.is_(None))
    ):
        each.withdrawn_at, each.operation_id = turn.moment, turn.operation
    return changes(Topic.SETTINGS, made=member)


def take_back_role(turn: Turn, *, member: UUID, seen: int, change: UUID) -> Changes:
    """A change of role that is still to come isn't to be: it stays on record, and counts on no day. (END-10)."""
    editable(turn, member, seen)
    found = look(turn, StaffRole, change)
    refuse_if(role_taken_back_lacks(found.from_day, turn.day, is_withdrawn=found.withdrawn_at is not None))
    found.withdrawn_at, found.operation_id = turn.moment, turn.operation
    return changes(Topic.SETTINGS, made=member)


def editable(turn: Turn, member: UUID, seen: int) -> Staff:
    """The member of staff as the desk saw them, held, for somebody who may change what stands in Office."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    return load(turn, Staff, member, seen=seen, lock=True)


def others_on(turn: Turn, member: UUID, day: date) -> Remaining:
    """How many others may change Office on a day, and how many are DSOs."""
    role = role_of_day(day)
    found = turn.session.execute(
        select(
            func.count().filter(role.in_(OFFICE_EDITORS)).label("editors"),
            func.count().filter(role.in_(ORGANISERS)).label("dsos"),
        ).where(Staff.office_id == turn.office, Staff.id != member, is_on_staff(day))
    ).one()
    return Remaining(found.editors, found.dsos)


def _namesake(turn: Turn, name: str, besides: UUID | None) -> Namesake | None:
    """Somebody else on record whose name reads the same, whether or not they are still here."""
    rows = turn.session.execute(
        select(
            Staff.id, Staff.name, role_of_day(turn.day).label("role"), func.coalesce(Team.name, "").label("team"),
            is_on_staff(turn.day).label("is_there"),
        )
        .outerjoin(Team, and_(Team.id == Staff.team_id, Team.office_id == Staff.office_id))
        .where(Staff.office_id == turn.office)
    )  # fmt: skip
    same = (row for row in rows if row.id != besides and fold(row.name) == fold(name))
    row = next(same, None)
    return Namesake(row.name, row.role, row.team, row.is_there) if row is not None else None


def _team(turn: Turn, team: UUID | None) -> UUID | None:
    return look(turn, Team, team).id if team is not None else None


def _work_in(turn: Turn, record: Staff, teams: Sequence[UUID]) -> None:
    """The other teams are these, and none that isn't named; the main one is none of them."""
    wanted = {each for each in teams if each != record.team_id}
    known = {
        each.team_id: each for each in turn.session.scalars(select(StaffTeam).where(StaffTeam.staff_id == record.id))
    }
    for team in sorted(wanted - known.keys()):
        add(turn, StaffTeam(staff_id=record.id, team_id=look(turn, Team, team).id))
    for team, each in known.items():
        is_out = each.withdrawn_at is not None
        if is_out is (team in wanted):
            each.withdrawn_at, each.operation_id = (None if is_out else turn.moment), turn.operation
