"""The plan of a day as a condition of a statement: the same version that `models.rules.plans.in_force` chooses.

Versions of an episode are ordered by the moment from which they are in force and by number; `in_force_from` keeps that
order equal to the rule's, by day and number. A version that was taken back before its day was never in force: nothing
but the history of a plan reads it, so each of these conditions leaves it out, and `stands` does for statements that use
none of them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select

from models.base import UtcDateTime
from models.episodes import Episode
from models.plans import Plan, PlanTakenBack
from models.rules.clocks import end_of_day
from models.values import london_day
from models.vocabulary.plans import PlanChange

Until = datetime | ColumnElement[Any]
Week = TypeVar("Week")


@dataclass(frozen=True, slots=True)
class StoredVersion(Generic[Week]):
    """A version as a statement gave it, for the rules of `in_force`; its row has `effective_from` and `number`.

    `from_day` is the office's day from which it is in force.
    """

    row: Any
    week: Week
    from_day: date = field(init=False)

    def __post_init__(self) -> None:
        """Work the day out once: the rules compare it again and again."""
        object.__setattr__(self, "from_day", london_day(self.row.effective_from))

    @property
    def number(self) -> int:
        """Its place among all versions that were made."""
        return int(self.row.number)


def stands(plan: Any = Plan.id) -> ColumnElement[bool]:
    """Whether a version, by its id, wasn't taken back before its day. Source: good practice (PSP-2)."""
    taken = PlanTakenBack.__table__
    return ~exists().where(taken.c.plan_id == plan).correlate_except(taken)


def is_plan_of_day(day: date) -> ColumnElement[bool]:
    """Whether a plan is the version in force on this day. Source: good practice (PSP-2)."""
    return is_last_begun(end_of_day(day))


def is_plan_of_day_or_end(day: date) -> ColumnElement[bool]:
    """The same, but of an episode that ended before, the version that was in force at its end. (PSP-2)."""
    latest = end_of_day(day)
    return is_last_begun(func.coalesce(Episode.ended_at, literal(latest, UtcDateTime())))


def is_in_force_or_coming(day: date) -> ColumnElement[bool]:
    """Whether a plan is in force on this day or from a later one: everything but what has gone by. (PSP-2)."""
    return and_(stands(), ~_has_newer_begun(end_of_day(day)))


def is_coming(day: date) -> ColumnElement[bool]:
    """Whether a plan is in force from a day after this one. (PSP-2)."""
    return and_(Plan.effective_from > end_of_day(day), stands())


def is_change_of_interim_hours(day: date) -> ColumnElement[bool]:
    """Whether a plan changed interim hours and such a change goes on: the last begun by this day, or one to come.

    Of two with one day the newer. Source: OPG 5.3 (PSP-2, PSP-5).
    """
    later = Plan.__table__.alias("changed_later")
    overtaken = exists().where(
        later.c.episode_id == Plan.episode_id,
        later.c.change == PlanChange.INTERIM_CHANGE,
        stands(later.c.id),
        or_(
            and_(later.c.effective_from == Plan.effective_from, later.c.number > Plan.number),
            and_(later.c.effective_from > Plan.effective_from, later.c.effective_from <= end_of_day(day)),
        ),
    )
    return and_(Plan.change == PlanChange.INTERIM_CHANGE, stands(), ~overtaken.correlate(Plan))


def minutes_before() -> Any:
    """The worker minutes a week of the version that the outer statement's one follows; 0 before the first (PSP-2)."""
    earlier = Plan.__table__.alias("earlier")
    before = or_(
        earlier.c.effective_from < Plan.effective_from,
        and_(earlier.c.effective_from == Plan.effective_from, earlier.c.number < Plan.number),
    )
    minutes = (
        select(earlier.c.worker_minutes)
        .where(earlier.c.episode_id == Plan.episode_id, before, stands(earlier.c.id))
        .order_by(earlier.c.effective_from.desc(), earlier.c.number.desc())
        .limit(1)
        .correlate(Plan)
        .scalar_subquery()
    )
    return func.coalesce(minutes, 0)  # the first version of who starts after the day that is asked about follows none


def is_last_begun(until: Until) -> ColumnElement[bool]:
    """Whether a plan is the version in force at the end of a day, which is `until`. (PSP-2)."""
    return and_(Plan.effective_from <= until, stands(), ~_has_newer_begun(until))


def _has_newer_begun(until: Until) -> ColumnElement[bool]:
    later = Plan.__table__.alias("later")
    newer = or_(
        later.c.effective_from > Plan.effective_from,
        and_(later.c.effective_from == Plan.effective_from, later.c.number > Plan.number),
    )
    return (
        exists()
        .where(later.c.episode_id == Plan.episode_id, later.c.effective_from <= until, newer, stands(later.c.id))
        .correlate(Plan, Episode)
    )
