"""The office's teams with their hours by day, and its patches with their postcodes: what the page of both shows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.capacity import contracted_because, contracted_minutes
from models.in_team import StillIn, still_in_team
from models.rules.office.postcodes import Claimed, PatchFound, claimed_twice, patch_of
from models.staff import Staff
from models.staff_of_days import is_on_staff, works_in
from models.teams import ContractedChange, Patch, PatchPostcode, Team, TeamPatch
from models.vocabulary.staff import TeamKind

__all__ = ["PatchFound", "StillIn"]


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Contracted hours from a day on, past or ahead; `withdrawn` says who took them back, when and why."""

    id: UUID
    version: int
    from_day: date
    minutes: int
    because: str
    by: str
    set_at: datetime
    withdrawn: str
    can_be_withdrawn: bool


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team as the page shows it; `hours` the newest day first, `minutes` those in force today."""

    id: UUID
    version: int
    name: str
    kind: TeamKind
    telephone: str
    minutes: int
    because: str
    patches: tuple[tuple[UUID, str], ...]
    staff: int
    closed_from: date | None
    closed_because: str
    hours: tuple[HoursRow, ...]


@dataclass(frozen=True, slots=True)
class PatchRow:
    """A patch as the page shows it, with the teams that serve it and the postcodes that suggest it."""

    id: UUID
    version: int
    name: str
    parts: tuple[str, ...]
    teams: tuple[str, ...]
    closed_from: date | None
    closed_because: str


@dataclass(frozen=True, slots=True)
class TeamsAndPatches:
    """Both, those that are open first; `warnings` name the postcodes that two patches claim."""

    teams: tuple[TeamRow, ...]
    patches: tuple[PatchRow, ...]
    warnings: tuple[str, ...]


def teams_and_patches(turn: Turn) -> TeamsAndPatches:
    """All of the office's, closed ones too; five statements. Source: good practice (DAY-4)."""
    served = _served(turn)
    claims = _claims(turn)
    return TeamsAndPatches(tuple(_teams(turn, served)), tuple(_patches(turn, served, claims)), claimed_twice(claims))


def who_is_in(turn: Turn, *, team: UUID) -> tuple[StillIn, ...]:
    """Everybody who keeps a team from closing, by name. (DAY-4)."""
    return still_in_team(turn.session, turn.office, team)


def patch_of_postcode(turn: Turn, *, postcode: str) -> PatchFound:
    """The patch that a postcode suggests; it is never chosen by itself where two claim it."""
    return patch_of(postcode, _claims(turn))


def _claims(turn: Turn) -> tuple[Claimed, ...]:
    rows = turn.session.execute(
        select(Patch.id, Patch.name, PatchPostcode.part)
        .join(PatchPostcode, PatchPostcode.patch_id == Patch.id)
        .where(Patch.office_id == turn.office, Patch.closed_from.is_(None), PatchPostcode.ended_at.is_(None))
        .order_by(PatchPostcode.part, Patch.name)
    )
    return tuple(Claimed(*row) for row in rows)


def _served(turn: Turn) -> tuple[tuple[UUID, str, UUID, str], ...]:
    """Team and patch, of those that serve it still."""
    rows = turn.session.execute(
        select(Team.id, Team.name.label("team"), Patch.id.label("patch_id"), Patch.name.label("patch"))
        .select_from(TeamPatch)
        .join(Team, Team.id == TeamPatch.team_id)
        .join(Patch, Patch.id == TeamPatch.patch_id)
        .where(TeamPatch.office_id == turn.office, TeamPatch.ended_at.is_(None), Team.closed_from.is_(None))
        .order_by(Team.name, Patch.name)
    )
    return tuple((row.id, row.team, row.patch_id, row.patch) for row in rows)


def _teams(turn: Turn, served: tuple[tuple[UUID, str, UUID, str], ...]) -> Iterator[TeamRow]:
    hours = _hours(turn)
    staff = (
        select(func.count())
        .select_from(Staff)
        .where(works_in(Team.id), is_on_staff(turn.day))
        .correlate(Team)
        .scalar_subquery()
    )
    rows = turn.session.execute(
        select(
            Team.id, Team.version, Team.name, Team.kind, Team.telephone, contracted_minutes(turn.day).label("minutes"),
            contracted_because(turn.day).label("because"), staff.label("staff"), Team.closed_from, Team.closed_because,
        )
        .where(Team.office_id == turn.office)
        .order_by(Team.closed_from.is_not(None), Team.kind.desc(), Team.name)
    )  # fmt: skip
    for row in rows:
        yield TeamRow(
            row.id, row.version, row.name, row.kind, row.telephone, row.minutes, row.because,
            tuple((patch, name) for team, _, patch, name in served if team == row.id), row.staff, row.closed_from,
            (row.closed_because or "") if row.closed_from else "", tuple(hours[row.id]),
        )  # fmt: skip


def _patches(
    turn: Turn, served: tuple[tuple[UUID, str, UUID, str], ...], claims: tuple[Claimed, ...]
) -> Iterator[PatchRow]:
    rows = turn.session.execute(
        select(Patch.id, Patch.version, Patch.name, Patch.closed_from, Patch.closed_because)
        .where(Patch.office_id == turn.office)
        .order_by(Patch.closed_from.is_not(None), Patch.name)
    )
    for row in rows:
        yield PatchRow(
            row.id, row.version, row.name, tuple(each.part for each in claims if each.patch == row.id),
            tuple(team for _, team, patch, _ in served if patch == row.id), row.closed_from,
            (row.closed_because or "") if row.closed_from else "",
        )  # fmt: skip


def _hours(turn: Turn) -> defaultdict[UUID, list[HoursRow]]:
    told, taken_back = aliased(Staff), aliased(Staff)
    rows = turn.session.execute(
        select(ContractedChange, told.name, taken_back.name)
        .join(told, told.id == ContractedChange.set_by_id)
        .outerjoin(taken_back, taken_back.id == ContractedChange.withdrawn_by_id)
        .where(ContractedChange.office_id == turn.office)
        .order_by(ContractedChange.from_day.desc(), ContractedChange.id.desc())
    )
    found: defaultdict[UUID, list[HoursRow]] = defaultdict(list)
    for each, by, withdrawn_by in rows:
        withdrawn = f"withdrawn by {withdrawn_by}: {each.withdrawn_because}" if withdrawn_by else ""
        found[each.team_id].append(
            HoursRow(
                each.id, each.version, each.from_day, each.worker_minutes_a_week, each.because, by, each.set_at,
                withdrawn, each.withdrawn_at is None and each.from_day > turn.day,
            )
        )  # fmt: skip
    return found
