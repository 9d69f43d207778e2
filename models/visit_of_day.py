"""What is recorded of one visit, a person's call of a day, as columns of a statement: whether it was due, and made."""

from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from models.breaks import Break, took_place
from models.episodes import Episode
from models.plans import Plan, PlanVisit, is_of_week
from models.plans_of_days import is_last_begun
from models.ratings import VisitNotMade

Told = ColumnElement[Any]


def workers_planned(person: Any, until: Told, weekday: Told, which: Told, call: Told) -> Any:
    """How many workers the plan of the day sends to it: none without a plan, 0 where it plans no such visit (PSP-2).

    On the day on which support ended there is none. `until` is the end of its day, `weekday` the bit of the day in
    `PlanVisit.days`, `which` its week of two: see `models.vocabulary.two_weeks`.
    """
    is_it = (PlanVisit.call == call) & (PlanVisit.days.bitwise_and(weekday) != 0) & is_of_week(which)
    return (
        select(func.max(case((is_it, PlanVisit.workers), else_=0)))
        .join_from(Episode, Plan, Plan.episode_id == Episode.id)
        .join(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(
            *_of(person, until), is_last_begun(until), Episode.ended_at.is_(None) | (Episode.ended_at > until)
        )
        .correlate_except(Episode, Plan, PlanVisit)
        .scalar_subquery()
    )  # fmt: skip


def away_then(person: Any, until: Told) -> Any:
    """Why the person was away that day; none where they weren't (END-3)."""
    return (
        select(func.min(Break.kind))
        .join_from(Episode, Break, Break.episode_id == Episode.id)
        .where(
            *_of(person, until), took_place(), Break.began_at <= until,
            Break.returned_at.is_(None) | (Break.returned_at > until),
        )
        .correlate_except(Episode, Break)
        .scalar_subquery()
    )  # fmt: skip


def not_made_then(person: Any, day: Told, call: Told) -> Any:
    """Why it wasn't made, where that is recorded (IPAD-1)."""
    return (
        select(VisitNotMade.reason)
        .where(
            VisitNotMade.person_id == person, VisitNotMade.day == day, VisitNotMade.call == call,
            VisitNotMade.withdrawn_at.is_(None),
        )
        .correlate_except(VisitNotMade)
        .scalar_subquery()
    )  # fmt: skip


def _of(person: Any, until: Told) -> tuple[ColumnElement[bool], ...]:
    return Episode.person_id == person, Episode.undone_at.is_(None), Episode.started_at <= until
