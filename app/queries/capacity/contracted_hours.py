"""What each team is contracted to do: for the forms in which the DSO edits it (REF-15)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.capacity import contracted_because, contracted_minutes
from models.serving import serves_still
from models.teams import ContractedChange, Patch, Reduction, Team, TeamPatch, UsualHours
from models.values import Call
from models.vocabulary.staff import TeamKind


@dataclass(frozen=True, slots=True)
class ReductionRow:
    """A reduction that is running or to come, as its form shows it."""

    id: UUID
    version: int
    first_day: date
    last_day: date
    minutes: int
    because: str


@dataclass(frozen=True, slots=True)
class ContractedRow:
    """Contracted hours from a day to come on, as they may still be withdrawn."""

    id: UUID
    version: int
    from_day: date
    minutes: int
    because: str


@dataclass(frozen=True, slots=True)
class UsualRow:
    """What is usual at one call of one patch."""

    version: int
    patch_id: UUID
    call: Call
    minutes: int
    workers: int


@dataclass(frozen=True, slots=True)
class TeamHours:
    """A team's contracted hours of today, what changes them later, its patches by name, and what is usual in each."""

    id: UUID
    version: int
    name: str
    kind: TeamKind
    minutes: int
    because: str
    coming: tuple[ContractedRow, ...]
    reductions: tuple[ReductionRow, ...]
    patches: tuple[tuple[UUID, str], ...]
    usual: tuple[UsualRow, ...]


def team_hours(turn: Turn, *, team: UUID | None = None) -> tuple[TeamHours, ...]:
    """Every team that isn't closed, short-term teams first; four statements. Source: OPG 1.5 (REF-15)."""
    heads: dict[UUID, AnyRow] = {}
    patches: defaultdict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    named = (
        select(
            Team.id, Team.version, Team.name, Team.kind, contracted_minutes(turn.day).label("minutes"),
            contracted_because(turn.day).label("because"), Patch.id.label("patch_id"), Patch.name.label("patch"),
        )
        .outerjoin(TeamPatch, serves_still())
        .outerjoin(Patch, Patch.id == TeamPatch.patch_id)
        .where(Team.office_id == turn.office, Team.closed_from.is_(None))
        .order_by(Team.kind.desc(), Team.name, Patch.name)
    )  # fmt: skip
    for row in turn.session.execute(named):
        heads[row.id] = row
        if row.patch_id is not None:
            patches[row.id].append((row.patch_id, row.patch))
    coming, reductions, usual = _coming(turn), _reductions(turn), _usual(turn)
    return tuple(
        TeamHours(
            each.id,
            each.version,
            each.name,
            each.kind,
            each.minutes,
            each.because,
            tuple(coming[each.id]),
            tuple(reductions[each.id]),
            tuple(patches[each.id]),
            tuple(usual[each.id]),
        )
        for each in heads.values()
        if team in {None, each.id}
    )


def _coming(turn: Turn) -> defaultdict[UUID, list[ContractedRow]]:
    found: defaultdict[UUID, list[ContractedRow]] = defaultdict(list)
    query = (
        select(ContractedChange)
        .where(
            ContractedChange.office_id == turn.office,
            ContractedChange.withdrawn_at.is_(None),
            ContractedChange.from_day > turn.day,
        )
        .order_by(ContractedChange.from_day, ContractedChange.id)
    )
    for each in turn.session.scalars(query):
        row = ContractedRow(each.id, each.version, each.from_day, each.worker_minutes_a_week, each.because)
        found[each.team_id].append(row)
    return found


def _reductions(turn: Turn) -> defaultdict[UUID, list[ReductionRow]]:
    found: defaultdict[UUID, list[ReductionRow]] = defaultdict(list)
    query = (
        select(Reduction)
        .where(Reduction.office_id == turn.office, Reduction.withdrawn_at.is_(None), Reduction.last_day >= turn.day)
        .order_by(Reduction.first_day, Reduction.id)
    )
    for each in turn.session.scalars(query):
        row = ReductionRow(
            each.id, each.version, each.first_day, each.last_day, each.worker_minutes_a_week, each.because
        )
        found[each.team_id].append(row)
    return found


def _usual(turn: Turn) -> defaultdict[UUID, list[UsualRow]]:
    found: defaultdict[UUID, list[UsualRow]] = defaultdict(list)
    query = select(UsualHours).where(UsualHours.office_id == turn.office).order_by(UsualHours.patch_id, UsualHours.call)
    for each in turn.session.scalars(query):
        row = UsualRow(each.version, each.patch_id, each.call, each.worker_minutes_a_week, each.workers_at_once)
        found[each.team_id].append(row)
    return found
