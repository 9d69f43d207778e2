"""The visits that each team's hours are given away for, by patch and call, beside what is usual there: one statement.

Of a plan whose calls take turns in two weeks those of both, each with its week: a call has to have room in either.

Equal visits come as one row with their number, so that a county's thousands of plans are a few hundred rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from models.base import UtcDateTime
from models.capacity import STATEMENTS_KEPT, THE_TEAM, is_promised
from models.episodes import Episode
from models.owners_of_days import is_in_team, patch_of_day, team_of_day, team_of_referral_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day
from models.referrals import Hold, Referral, RequestedVisit
from models.rules.capacity.load import ClaimKind, UsualHours
from models.shared_of_days import shared_on
from models.teams import Patch
from models.teams import UsualHours as StoredUsual
from models.values import Call, PlannedVisit, days_of
from models.vocabulary.two_weeks import EVERY_WEEK

_EVERY_DAY = 127
_ONE_EACH = literal_column("1", Integer()).label("times")


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


def visits_and_usual(session: Session, office: UUID, day: date) -> tuple[tuple[Given, ...], tuple[Usual, ...]]:
    """Every visit in use by the plans of a day, promised or held, and the usual hours: one statement."""
    return _read(session.connection().execute(_statement(office, day, of_one=False)))


def visits_and_usual_of(
    session: Session, office: UUID, day: date, team: UUID, *, without: UUID
) -> tuple[tuple[Given, ...], tuple[Usual, ...]]:
    """The same of one team, and `without` one referral's own visits."""
    told = {"team": team, "without": without}
    return _read(session.connection().execute(_statement(office, day, of_one=True), told))


@dataclass(frozen=True, slots=True)
class DaysGiven:
    """Worker minutes that a team gives away on each of these weekdays, in every week (0) or in one of two.

    `of_week` are those of them that count in its week, which has to fit in the heavier of two.
    """

    team: UUID
    days: frozenset[int]
    weeks: int
    minutes: int
    of_week: int


def minutes_by_days(session: Session, office: UUID, day: date) -> Iterator[DaysGiven]:
    """By team, and weekdays and weeks alike, what is given away on each of these days: one statement."""
    for team, days, weeks, minutes, of_week in session.connection().execute(_minutes(office, day)):
        yield DaysGiven(team, days_of(days), weeks, int(minutes), int(of_week))


@lru_cache(maxsize=STATEMENTS_KEPT)
def _minutes(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    served = _plans(office, day, team_of_day(day).label("team_id")).cte("served").prefix_with("MATERIALIZED")
    is_counted = PlanVisit.weeks.in_((EVERY_WEEK, served.c.heavier_week))
    counted = case((is_counted, PlanVisit.minutes), else_=0).label("counted")
    visits = (PlanVisit.days, PlanVisit.weeks, PlanVisit.minutes, counted, PlanVisit.workers)
    in_use = select(served.c.team_id, *visits).join(served, served.c.plan_id == PlanVisit.plan_id)
    lines = shared_on(office, day).subquery()
    shared = (lines.c.days, lines.c.weeks, -lines.c.visit_minutes, -lines.c.minutes, lines.c.workers)
    asked = [_asked(office, day, each, of_one=False).subquery() for each in (_Source.PROMISED, _Source.HELD)]
    given = (
        select(each.c.team_id, each.c.days, each.c.weeks, each.c.minutes, each.c.minutes, each.c.workers)
        for each in asked
    )
    each = union_all(in_use, select(lines.c.team_id, *shared), *given).subquery()
    minutes = (func.sum(of * each.c.workers) for of in (each.c.minutes, each.c.counted))
    key = (each.c.team_id, each.c.days, each.c.weeks)
    return select(*key, *minutes).group_by(*key)


@lru_cache(maxsize=STATEMENTS_KEPT)
def _statement(office: UUID, day: date, *, of_one: bool) -> Select[*tuple[Any, ...]]:
    each = union_all(
        _in_use(office, day, of_one=of_one),
        _once(office, day, of_one=of_one),
        _asked(office, day, _Source.PROMISED, of_one=of_one),
        _asked(office, day, _Source.HELD, of_one=of_one),
        _usual(office, of_one=of_one),
    ).subquery()
    visit = (each.c.call, each.c.days, each.c.minutes, each.c.workers, each.c.weeks)
    key = (each.c.team_id, each.c.patch_id, each.c.kind, *visit)
    times = func.sum(each.c.times)
    told = (times.label("times"), func.min(each.c.found_at).label("found_at"))
    alike = select(*key, *told).group_by(*key).having(times != 0).subquery()
    return select(alike, Patch.name.label("patch")).outerjoin(Patch, Patch.id == alike.c.patch_id)


def _read(rows: Iterable[Any]) -> tuple[tuple[Given, ...], tuple[Usual, ...]]:
    """The rows told apart."""
    given, usual = [], []
    for row in rows:
        if row.kind == _Source.USUAL.value:
            hours = UsualHours(row.patch, row.call, row.minutes, row.workers)
            usual.append(Usual(row.team_id, row.patch_id, hours))
        else:
            visit = PlannedVisit(days_of(row.days), Call(row.call), row.minutes, row.workers, weeks=row.weeks)
            kind = ClaimKind(row.kind)
            given.append(Given(row.team_id, row.patch_id, row.patch or "", kind, visit, row.times, row.found_at))
    return tuple(given), tuple(usual)


def _kind(source: _Source) -> ColumnElement[str]:
    return literal_column(f"'{source.value}'", String()).label("kind")


def _every_week() -> ColumnElement[int]:
    return literal_column(str(EVERY_WEEK), Integer()).label("weeks")


def _no_moment() -> ColumnElement[Any]:
    return cast(null(), UtcDateTime()).label("found_at")


def _in_use(office: UUID, day: date, *, of_one: bool) -> Select[*tuple[Any, ...]]:
    served = _served(office, day, of_one=of_one)
    return select(
        served.c.team_id, served.c.patch_id, _kind(_Source.IN_USE), PlanVisit.call, PlanVisit.days, PlanVisit.minutes,
        PlanVisit.workers, PlanVisit.weeks, _no_moment(), _ONE_EACH,
    ).join(served, served.c.plan_id == PlanVisit.plan_id)  # fmt: skip


def _once(office: UUID, day: date, *, of_one: bool) -> Select[*tuple[Any, ...]]:
    """The visits that two people share, of which one too many stands in the plans: each takes one away. (REF-15)."""
    lines = shared_on(office, day).subquery()
    query = select(
        lines.c.team_id, patch_of_day(day).label("patch_id"), _kind(_Source.IN_USE), lines.c.call, lines.c.days,
        lines.c.visit_minutes, lines.c.workers, lines.c.weeks, _no_moment(), literal_column("-1", Integer()),
    ).join(Person, Person.id == lines.c.person_id)  # fmt: skip
    return query.where(lines.c.team_id == THE_TEAM) if of_one else query


def _served(office: UUID, day: date, *, of_one: bool) -> CTE:
    """Each plan of the day with its team and patch, which are found once a plan and not once a visit."""
    plans = _plans(office, day, team_of_day(day).label("team_id"), patch_of_day(day).label("patch_id"))
    plans = plans.join(Person, Person.id == Episode.person_id)
    return (plans.where(is_in_team(THE_TEAM, day)) if of_one else plans).cte("served").prefix_with("MATERIALIZED")


def _plans(office: UUID, day: date, *of: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """The plans in force on a day, each with its key as `plan_id`, and the heavier of its weeks."""
    return (
        select(*of, Plan.id.label("plan_id"), Plan.heavier_week)
        .select_from(Plan)
        .join(Episode, Episode.id == Plan.episode_id)
        .where(Episode.office_id == office, Episode.ended_at.is_(None), is_plan_of_day(day))
    )


def _asked(office: UUID, day: date, source: _Source, *, of_one: bool) -> Select[*tuple[Any, ...]]:
    held = source is _Source.HELD
    query = (
        select(
            team_of_referral_of_day(day).label("team_id"), patch_of_day(day).label("patch_id"),
            _kind(source), RequestedVisit.call, RequestedVisit.days,
            RequestedVisit.minutes, RequestedVisit.workers, _every_week(),
            Hold.found_at.label("found_at") if held else _no_moment(), _ONE_EACH,
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
    if not of_one:
        return query
    return query.where(team_of_referral_of_day(day) == THE_TEAM, Referral.id != bindparam("without"))


def _usual(office: UUID, *, of_one: bool) -> Select[*tuple[Any, ...]]:
    usual = select(
        StoredUsual.team_id, StoredUsual.patch_id, _kind(_Source.USUAL), StoredUsual.call,
        literal_column(str(_EVERY_DAY), Integer()).label("days"), StoredUsual.worker_minutes_a_week.label("minutes"),
        StoredUsual.workers_at_once.label("workers"), _every_week(), _no_moment(), _ONE_EACH,
    ).where(StoredUsual.office_id == office)  # fmt: skip
    return usual.where(StoredUsual.team_id == THE_TEAM) if of_one else usual
