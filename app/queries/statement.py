"""What several queries read the same way: a row of any columns, a planned visit from its stored line, a death."""

from collections.abc import Collection
from datetime import time
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Row

from models.people import Person
from models.people_found import PersonFound
from models.referrals import RequestedVisit
from models.rules.closure.deaths import DeathFacts
from models.values import Call, PlannedVisit, days_of
from models.vocabulary.two_weeks import EVERY_WEEK

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
People: TypeAlias = Collection[UUID] | None  # these, or everybody

REQUESTED = (
    RequestedVisit.days,
    RequestedVisit.call,
    RequestedVisit.minutes,
    RequestedVisit.workers,
    RequestedVisit.at,
)

DEATH = (Person.death_reported_at, Person.death_confirmed_at, Person.died_on)

_OF_THE_LIVING = DeathFacts()  # nearly everybody, and a list asks of each

_SHAPES_KEPT = 4_096  # a county asks for a few hundred shapes of visits


def death_of(row: AnyRow | PersonFound | Person) -> DeathFacts:
    """What is known of a death, of a row that asked for `DEATH`. (END-6)."""
    if row.death_reported_at is row.death_confirmed_at is row.died_on is None:
        return _OF_THE_LIVING
    return DeathFacts(reported_at=row.death_reported_at, confirmed_at=row.death_confirmed_at, died_on=row.died_on)


def visit_of(row: Any) -> PlannedVisit:
    """The visit that a stored line of a referral means: what is asked for is due every week."""
    return _visit(row.days, row.call, row.minutes, row.workers, row.at, EVERY_WEEK)


def planned_of(row: Any) -> PlannedVisit:
    """The visit that a stored line of a plan means."""
    return _visit(row.days, row.call, row.minutes, row.workers, row.at, row.weeks)


@lru_cache(maxsize=_SHAPES_KEPT)
def _visit(days: int, call: Call, minutes: int, workers: int, at: time | None, weeks: int) -> PlannedVisit:
    return PlannedVisit(days_of(days), call, minutes, workers, at, weeks=weeks)
