"""Who and what the office has: staff, teams and patches, for choosing by type-ahead."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.people import Office
from models.serving import is_served_still, serves_still
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.teams import Patch, Team, TeamPatch
from models.vocabulary.staff import Role, TeamKind


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """A member of staff who works here."""

    id: UUID
    name: str
    role: Role
    team_id: UUID | None
    telephone: str
    trained_for_equipment: bool


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team, and the patches that it serves."""

    id: UUID
    name: str
    kind: TeamKind
    telephone: str
    patches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatchChoice:
    """A patch of the area, and the short-term team that serves it, if one does."""

    id: UUID
    name: str
    team_id: UUID | None


@dataclass(frozen=True, slots=True)
class OfficeView:
    """The office itself, as papers and title bars name it."""

    id: UUID
    name: str
    area: str
    council: str
    complaints_telephone: str
    finance_telephone: str
    out_of_hours_telephone: str


def here(turn: Turn) -> OfficeView:
    """The office of this desk."""
    return office_view(turn.session.get_one(Office, turn.office))


def office_view(record: Office) -> OfficeView:
    """What is shown of an office's record, for a query that has read it already."""
    return OfficeView(
        record.id,
        record.name,
        record.area,
        record.council,
        record.complaints_telephone,
        record.finance_telephone,
        record.out_of_hours_telephone or "",
    )


def staff(turn: Turn, *, roles: frozenset[Role] = frozenset(), day: date | None = None) -> tuple[StaffChoice, ...]:
    """Everybody on the staff, by name, today or on another day; only of these roles, if any are given.

    A leaver is offered nowhere.
    """
    role = role_of_day(day or turn.day)
    wanted = select(
        Staff.id, Staff.name, role.label("role"), Staff.team_id, Staff.telephone, Staff.trained_for_equipment
    ).where(Staff.office_id == turn.office, is_on_staff(day or turn.day))
    if roles:
        wanted = wanted.where(role.in_(roles))
    return tuple(StaffChoice(*row) for row in turn.session.execute(wanted.order_by(Staff.name)))


def teams(turn: Turn) -> tuple[TeamChoice, ...]:
    """The teams that aren't closed, short-term ones first."""
    rows = turn.session.execute(
        select(Team.id, Team.name, Team.kind, Team.telephone, Patch.name.label("patch"))
        .outerjoin(TeamPatch, serves_still())
        .outerjoin(Patch, Patch.id == TeamPatch.patch_id)
        .where(Team.office_id == turn.office, Team.closed_from.is_(None))
        .order_by(Team.kind.desc(), Team.name, Patch.name)
    ).all()
    patches: dict[UUID, list[str]] = {}
    for row in rows:
        patches.setdefault(row.id, []).extend([row.patch] if row.patch else [])
    once = {row.id: row for row in rows}
    return tuple(TeamChoice(row.id, row.name, row.kind, row.telephone, tuple(patches[row.id])) for row in once.values())


def patches(turn: Turn) -> tuple[PatchChoice, ...]:
    """The open patches by name; where two short-term teams serve one, the first by name stands for it."""
    rows = turn.session.execute(
        select(Patch.id, Patch.name, Team.id.label("team"))
        .outerjoin(TeamPatch, is_served_still())
        .outerjoin(
            Team,
            (Team.id == TeamPatch.team_id) & (Team.kind == TeamKind.SHORT_TERM) & Team.closed_from.is_(None),
        )
        .where(Patch.office_id == turn.office, Patch.closed_from.is_(None))
        .order_by(Patch.name, Team.name.desc())
    ).all()
    served = {row.id: row.team for row in rows if row.team}
    return tuple(PatchChoice(key, name, served.get(key)) for key, name in {row.id: row.name for row in rows}.items())
