"""What the open meeting is asked to carry out a step-down: the week that changes, call by call (MDT-3, PSP-4)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.statement import planned_of
from models.plans import Plan, PlanVisit
from models.plans_of_days import stands
from models.rules.plans.in_force import plan_of_day
from models.rules.plans.less import WayDown, ways_down
from models.values import Call, PlannedVisit

__all__ = ["CallLine", "StepDownAsked", "WayDown", "step_down_asked"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CallLine:
    """A line of the week in words, and the ways in which it can be less, the first of them as it is."""

    words: str
    ways: tuple[WayDown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDownAsked:
    """The week in force, which becomes less; `newest` is the version made last, which the next one is based on.

    `offered_from` is the day from which it is offered: the next one, as the calls of today are on their way.
    """

    newest: UUID
    lines: tuple[CallLine, ...]
    calls: tuple[Call, ...]
    offered_from: date


def step_down_asked(turn: Turn, *, episode: UUID) -> StepDownAsked:
    """The plan of the day after today, of which calls can be dropped or shorter. Two statements.

    Source: OPG 3.1, 3.5 (MDT-3, PSP-4).
    """
    day = turn.day + _DAY
    versions = turn.session.scalars(
        select(Plan).where(Plan.episode_id == episode, Plan.office_id == turn.office, stands()).order_by(Plan.number)
    ).all()
    of_day = plan_of_day(versions, day)
    if of_day is None:
        raise not_listed("version")
    rows = turn.session.scalars(select(PlanVisit).where(PlanVisit.plan_id == of_day.id).order_by(PlanVisit.number))
    week = [replace(planned_of(row), tasks=row.tasks) for row in rows]
    lines = tuple(CallLine(_words(each), ways_down(each, turn.policy.visit_step)) for each in week)
    return StepDownAsked(newest=versions[-1].id, lines=lines, calls=tuple(Call), offered_from=day)


def _words(visit: PlannedVisit) -> str:
    return f"{str(visit)[:1].upper()}{str(visit)[1:]}, {visit.days_text}"
