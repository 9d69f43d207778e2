"""The visits that each team's hours are given away for, by patch and call, beside what is usual there: one statement.

Equal visits come as one row with their number, so that a county's thousands of plans are a few hundred rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, String, cast, func, literal_column, null, select, union_all

from models.base import UtcDateTime
from models.capacity import is_promised
from models.episodes import Episode
from models.owners_of_days import patch_of_day, team_of_day, team_of_referral_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day
from models.referrals import Hold, Referral, RequestedVisit
from models.rules.capacity.load import ClaimKind, UsualHours
from models.teams import Patch
from models.teams import UsualHours as StoredUsual
from models.values import Call, PlannedVisit, days_of

_EVERY_DAY = 127


class _Source(Enum):
    IN_USE = "in use"
    PROMISED = "promised"
    HELD = "held"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Given:
    """Equal visits of one team in one patch; `found_at` is when the oldest of its holds was found."""

    team: UUID
    patch_id: UUID | None
    patch: str
    kind: ClaimKind
    visit: PlannedVisit
    times: int
    found_at: datetime | None


@dataclass(frozen=True, slots=True)
class Usual:
    """What a team is contracted to do at one call of one patch."""

    team: UUID
    patch_id: UUID
    hours: UsualHours


def visits_and_usual(office: UUID, day: date, *, without: UUID | None = None) -> Select[*tuple[Any, ...]]:
    """Every visit in use by the plans of a day, promised or held, and the usual hours.

    `without` leaves one referral's own visits out.
    """
    each = union_all(
        _in_use(office, day),
        _asked(office, day, _Source.PROMISED, without),
        _asked(office, day, _Source.HELD, without),
        _usual(office),
    ).subquery()
    key = (each.c.team_id, each.c.patch_id, each.c.kind, each.c.call, each.c.days, each.c.minutes, each.c.workers)
    return (
        select(
            *key, Patch.name.label("patch"), func.count().label("times"), func.min(each.c.found_at).label("found_at")
        )
        .outerjoin(Patch, Patch.id == each.c.patch_id)
        .group_by(*key, Patch.name)
    )


def read(rows: Iterable[Any]) -> tuple[tuple[Given, ...], tuple[Usual, ...]]:
    """The rows of `visits_and_usual`, told apart."""
    given, usual = [], []
    for row in rows:
        if row.kind == _Source.USUAL.value:
            hours = UsualHours(row.patch, row.call, row.minutes, row.workers)
            usual.append(Usual(row.team_id, row.patch_id, hours))
        else:
            visit = PlannedVisit(days_of(row.days), Call(row.call), row.minutes, row.workers)
            kind = ClaimKind(row.kind)
            given.append(Given(row.team_id, row.patch_id, row.patch or "", kind, visit, row.times, row.found_at))
    return tuple(given), tuple(usual)


def _kind(source: _Source) -> ColumnElement[str]:
    return literal_column(f"'{source.value}'", String()).label("kind")


def _no_moment() -> ColumnElement[Any]:
    return cast(null(), UtcDateTime()).label("found_at")


def _in_use(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            team_of_day(day).label("team_id"), patch_of_day(day).label("patch_id"),
            _kind(_Source.IN_USE), PlanVisit.call, PlanVisit.days, PlanVisit.minutes,
            PlanVisit.workers, _no_moment(),
        )
        .join(Plan, Plan.id == PlanVisit.plan_id)
        .join(Episode, Episode.id == Plan.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .where(Episode.office_id == office, Episode.ended_at.is_(None), is_plan_of_day(day))
    )  # fmt: skip


def _asked(office: UUID, day: date, source: _Source, without: UUID | None) -> Select[*tuple[Any, ...]]:
    held = source is _Source.HELD
    query = (
        select(
            team_of_referral_of_day(day).label("team_id"), patch_of_day(day).label("patch_id"),
            _kind(source), RequestedVisit.call, RequestedVisit.days,
            RequestedVisit.minutes, RequestedVisit.workers,
            Hold.found_at.label("found_at") if held else _no_moment(),
        )
        .join(Referral, Referral.id == RequestedVisit.referral_id)
        .join(Person, Person.id == Referral.person_id)
        .where(
            Referral.office_id == office,
            Referral.outcome.is_(None),
            RequestedVisit.revision == Referral.calls_revision,
        )
    )  # fmt: skip
    if held:
        query = query.join(Hold, (Hold.referral_id == Referral.id) & Hold.ended_at.is_(None))
    else:
        query = query.where(is_promised())
    return query if without is None else query.where(Referral.id != without)


def _usual(office: UUID) -> Select[*tuple[Any, ...]]:
    return select(
        StoredUsual.team_id, StoredUsual.patch_id, _kind(_Source.USUAL), StoredUsual.call,
        literal_column(str(_EVERY_DAY), Integer()).label("days"), StoredUsual.worker_minutes_a_week.label("minutes"),
        StoredUsual.workers_at_once.label("workers"), _no_moment(),
    ).where(StoredUsual.office_id == office)  # fmt: skip
