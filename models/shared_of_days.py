"""What shared visits take off the hours of teams: of two plans with the same visit its workers' time counts once.

Which visits those are follows from the plans of a day, as `models.rules.plans.shared` says: both episodes are open and
in one team, and at the call both plans have a visit that is as long, by as many workers and at the same time.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, union, union_all
from sqlalchemy.orm import aliased

from models.base import UtcDateTime
from models.episodes import Episode
from models.owners import OwnerChange
from models.owners_of_days import team_at_plan, team_before_change
from models.plans import Plan, PlanVisit
from models.plans_of_days import stands
from models.rules.clocks import end_of_day
from models.shared_visits import SharedVisit, is_away
from models.values import DAYS
from models.vocabulary.owners import OwnerOf
from models.vocabulary.two_weeks import EVERY_WEEK

_ONE, _OTHER = aliased(Episode), aliased(Episode)
_PLANS = (aliased(Plan), aliased(Plan))
_VISIT, _SAME = aliased(PlanVisit), aliased(PlanVisit)
_WEEKDAY = union_all(*(select(literal(1 << number).label("bit")) for number, _ in enumerate(DAYS))).subquery()
_IS_IN_BOTH_SUMS = and_(*(_VISIT.weeks.in_((EVERY_WEEK, each.heavier_week)) for each in _PLANS))
_MINUTES = case((_IS_IN_BOTH_SUMS, _VISIT.minutes), else_=0)
_WHAT = (_WEEKDAY.c.bit.label("days"), _MINUTES.label("minutes"), _VISIT.workers)


def shared_on(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    """A row each visit and weekday that two share by the plans of a day. Source: standards.md, trap 6 (REF-15).

    With `team_id`, both episodes as `one_id` and `other_id`, `person_id` of the other, `call`, the weekday's bit as
    `days`, `minutes`, `workers`, its `weeks` of two with the minutes of the visit itself as `visit_minutes`, and
    `is_away`: one of the two is. `minutes` are those that both plans' sums have: 0 of a visit every second week that
    isn't in the heavier week of both.
    """
    until = literal(end_of_day(day), UtcDateTime())
    team = team_at_plan(until, _ONE)
    away = or_(is_away(_ONE.id, day), is_away(_OTHER.id, day))
    about = (_ONE.id.label("one_id"), _OTHER.id.label("other_id"), _OTHER.person_id, _VISIT.call)
    visit = (_VISIT.weeks, _VISIT.minutes.label("visit_minutes"))
    return _same(office, team.label("team_id"), *about, *_WHAT, *visit, away.label("is_away")).where(
        *(_in_force(plan, until) for plan in _PLANS), team == team_at_plan(until, _OTHER)
    )


def shared_until_and_from(office: UUID, day: date) -> tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]:
    """What two share just before, and from, each moment after a day at which a plan or a team of theirs changes.

    Rows with `team_id`, `id`, the moment as `effective_from`, its `weeks` of two, the weekday's bit as `days`,
    `minutes` and `workers`; what goes on stands in both. Source: good practice (PSP-2, DAY-4, REF-15).
    """
    when = _moments(office, day)
    about = (SharedVisit.id, when.c.effective_from, _VISIT.weeks, *_WHAT)
    team, moment = team_before_change(when.c, _ONE), when.c.effective_from
    before = _same(office, team.label("team_id"), *about).where(
        when.c.id == SharedVisit.id,
        *(_in_force(plan, moment, or_then=False) for plan in _PLANS),
        team == team_before_change(when.c, _OTHER),
    )
    team = team_at_plan(moment, _ONE)
    after = _same(office, team.label("team_id"), *about).where(
        when.c.id == SharedVisit.id, *(_in_force(plan, moment) for plan in _PLANS), team == team_at_plan(moment, _OTHER)
    )
    return before, after


def _same(office: UUID, *columns: Any) -> Select[*tuple[Any, ...]]:
    one, other = _PLANS
    same = (
        *(_VISIT.call == SharedVisit.call, _SAME.call == SharedVisit.call),
        *(_VISIT.minutes == _SAME.minutes, _VISIT.workers == _SAME.workers, _VISIT.weeks == _SAME.weeks),
        _VISIT.at.is_not_distinct_from(_SAME.at),
    )
    return (
        select(*columns)
        .select_from(SharedVisit)
        .join(_ONE, and_(_ONE.id == SharedVisit.episode_id, _ONE.ended_at.is_(None)))
        .join(_OTHER, and_(_OTHER.id == SharedVisit.with_episode_id, _OTHER.ended_at.is_(None)))
        .join(one, one.episode_id == _ONE.id)
        .join(other, other.episode_id == _OTHER.id)
        .join(_VISIT, _VISIT.plan_id == one.id)
        .join(_SAME, _SAME.plan_id == other.id)
        .join(_WEEKDAY, and_(*(each.days.bitwise_and(_WEEKDAY.c.bit) > 0 for each in (_VISIT, _SAME))))
        .where(SharedVisit.office_id == office, SharedVisit.ended_at.is_(None), *same, _nth(_VISIT) == _nth(_SAME))
    )


def _nth(visit: Any) -> Any:
    """How many visits of its plan are like it on the weekday and stand before it: the first pairs with the first."""
    before = PlanVisit.__table__.alias()
    return (
        select(func.count())
        .select_from(before)
        .where(
            before.c.plan_id == visit.plan_id,
            before.c.number < visit.number,
            before.c.days.bitwise_and(_WEEKDAY.c.bit) > 0,
            *(before.c[name] == getattr(visit, name) for name in ("call", "minutes", "workers", "weeks")),
            before.c.at.is_not_distinct_from(visit.at),
        )
        .correlate_except(before)
        .scalar_subquery()
    )


def _in_force(plan: Any, until: Any, *, or_then: bool = True) -> ColumnElement[bool]:
    """Whether a plan is the version in force at a moment, or was just before it."""
    later = Plan.__table__.alias()
    newer = or_(
        later.c.effective_from > plan.effective_from,
        and_(later.c.effective_from == plan.effective_from, later.c.number > plan.number),
    )
    begun, has_begun = (
        each.effective_from <= until if or_then else each.effective_from < until for each in (plan, later.c)
    )
    overtaken = exists().where(later.c.episode_id == plan.episode_id, has_begun, newer, stands(later.c.id))
    return and_(begun, stands(plan.id), ~overtaken.correlate_except(later))


def _moments(office: UUID, day: date) -> Any:
    """The moments after a day at which a plan of one of the two begins, or one of them moves to another team."""
    plan, ahead = aliased(Plan), end_of_day(day)
    of_two = or_(plan.episode_id == SharedVisit.episode_id, plan.episode_id == SharedVisit.with_episode_id)
    moved = or_(OwnerChange.episode_id == SharedVisit.episode_id, OwnerChange.episode_id == SharedVisit.with_episode_id)
    shared = (SharedVisit.office_id == office, SharedVisit.ended_at.is_(None))
    return union(
        select(SharedVisit.id, plan.effective_from)
        .join(plan, of_two)
        .where(*shared, plan.effective_from > ahead, stands(plan.id)),
        select(SharedVisit.id, OwnerChange.effective_from)
        .join(OwnerChange, moved)
        .where(
            *shared,
            OwnerChange.what == OwnerOf.TEAM,
            OwnerChange.effective_from > ahead,
            OwnerChange.taken_back_at.is_(None),
        ),
    ).subquery()
