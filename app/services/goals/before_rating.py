"""What the rules ask before a rating is stored, in one statement: the goal, the service, and whoever rates."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, select

from app.door.errors import Refused
from app.door.turn import Turn
from models.base import UtcDateTime
from models.episodes import Episode
from models.goals import Goal
from models.people import Person
from models.plans import PlanVisit
from models.prepared import Prepared
from models.ratings import Rating, VisitNotMade
from models.rules.clocks import end_of_day
from models.rules.deciding import OnStaff
from models.rules.goals.arrivals import ServiceDays
from models.rules.goals.not_made import VisitThen
from models.rules.spells import Spell
from models.staff import Staff, StaffSpell
from models.staff_of_days import role_of_day
from models.values import Call, london_day, whole_name
from models.visit_of_day import away_then, not_made_then, workers_planned
from models.vocabulary.two_weeks import week_of_two


@dataclass(frozen=True, slots=True)
class BeforeRating:
    """A goal and the worker who rates it, as they are on the day of the visit; the person's days in service."""

    person: UUID
    name: str
    wording: int
    closed_at: datetime | None
    episodes: tuple[ServiceDays, ...]
    worker: OnStaff
    visit: VisitThen
    is_at_its_call: bool  # whether the goal is worked on at this call
    is_rated: bool  # this worker has rated it at this visit, or did and took it back


def before_rating(turn: Turn, *, goal: UUID, day: date, call: Call, worker: UUID) -> BeforeRating:
    """Read it all, and let nobody close the goal before the commit; refused where goal or worker is another office's.

    The goal is shared with other desks that rate it: ratings are appended, and two at one place meet at their key.
    """
    key = {"goal": goal, "visit_day": day, "call": call, "worker": worker, "office": turn.office, **of_day(day)}
    if turn.session.get_bind().dialect.name == "sqlite":
        rows = _facts_in_file().rows(turn.session.connection(), key)
    else:
        with turn.session.no_autoflush:
            rows = turn.session.execute(_facts(), key).all()
    if not rows or rows[0].worker is None:
        raise Refused("This record isn't in your office's list, or no longer.", who="the office that holds it")
    row = rows[0]
    days = {each.episode: each for each in rows if each.episode is not None}
    spells = {each.spell: Spell(each.first_day, each.last_day) for each in rows if each.spell is not None}
    left = london_day(row.archived_at) if row.archived_at else None
    return BeforeRating(
        person=row.person_id,
        name=whole_name(row.given, row.family) if days else "This person",
        wording=row.wording,
        closed_at=row.closed_at,
        episodes=tuple(_days(each.started_at, each.ended_at) for each in days.values()),
        worker=OnStaff(row.worker_name, row.role, left, tuple(spells.values())),
        visit=the_visit(day, call, row),
        is_at_its_call=not row.calls or call.value in row.calls.split(","),
        is_rated=row.is_rated,
    )


def of_day(day: date) -> dict[str, object]:
    """What `visit_then` wants to be told of the day of a visit, beside the call."""
    return {"until": end_of_day(day), "weekday": 1 << day.weekday(), "which_week": week_of_two(day)}


def visit_then(person: Any, day: Any) -> tuple[Any, ...]:
    """What `the_visit` is made of: `workers`, `away`, `not_made` of the call that is told, and the death."""
    until, call = bindparam("until", type_=UtcDateTime()), bindparam("call", type_=VisitNotMade.call.type)
    weekday, which = (
        bindparam("weekday", type_=PlanVisit.days.type),
        bindparam("which_week", type_=PlanVisit.weeks.type),
    )
    return (
        workers_planned(person, until, weekday, which, call).label("workers"),
        away_then(person, until).label("away"),
        not_made_then(person, day, call).label("not_made"),
        Person.death_reported_at,
        Person.died_on,
    )


def the_visit(day: date, call: Call, row: Any) -> VisitThen:
    """What is recorded of a visit, by the columns of `visit_then`."""
    reported = london_day(row.death_reported_at) if row.death_reported_at else None
    return VisitThen(
        day=day, call=call, workers=row.workers, away=row.away, not_made=row.not_made, died=row.died_on or reported
    )


def _days(started: datetime, ended: datetime | None) -> ServiceDays:
    return ServiceDays(london_day(started), london_day(ended) if ended else None)


@cache
def _facts_in_file() -> Prepared:
    return Prepared(_facts())


@cache
def _facts() -> Select[*tuple[Any, ...]]:
    """A row an episode and spell on the staff, few of both; made once, as that takes longest."""
    day = bindparam("visit_day", type_=Rating.day.type)
    is_rated = exists().where(
        Rating.goal_id == Goal.id,
        Rating.day == day,
        Rating.call == bindparam("call", type_=Rating.call.type),
        Rating.worker_id == bindparam("worker"),
    )
    return (
        select(
            Goal.person_id, Goal.wording, Goal.closed_at, Person.given, Person.family,
            Episode.id.label("episode"), Episode.started_at, Episode.ended_at,
            Staff.id.label("worker"), Staff.name.label("worker_name"), role_of_day(day).label("role"),
            Staff.archived_at, StaffSpell.id.label("spell"), StaffSpell.first_day, StaffSpell.last_day,
            is_rated.label("is_rated"), Goal.calls, *visit_then(Goal.person_id, day),
        )
        .join(Person, Person.id == Goal.person_id)
        .outerjoin(Episode, (Episode.person_id == Goal.person_id) & Episode.undone_at.is_(None))
        .outerjoin(Staff, (Staff.id == bindparam("worker")) & (Staff.office_id == Goal.office_id))
        .outerjoin(StaffSpell, StaffSpell.staff_id == Staff.id)
        .where(Goal.id == bindparam("goal"), Goal.office_id == bindparam("office"))
        .with_for_update(read=True, of=Goal)
    )  # fmt: skip
