"""Visits that two people share: what was recorded, and how it stands on a day by the plans of both."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, case, exists, or_, select
from sqlalchemy.orm import Mapped, Session, aliased

from models.base import Recorded
from models.breaks import Break
from models.episodes import Episode
from models.owners_of_days import team_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day
from models.rules.plans.shared import SharedWith, is_one_address
from models.values import Call, PlannedVisit, days_of, whole_name


class SharedVisit(Recorded):
    """That the visits of two episodes at a call are the same ones, until it is ended with a reason.

    Nothing counted is stored: each day it holds where both plans have the same visit there (PSP-1, REF-15).
    """

    __tablename__ = "shared_visit"
    links = {"episode_id": "episode", "with_episode_id": "episode", "shared_by_id": "staff", "ended_by_id": "staff"}
    rules = (
        CheckConstraint("with_episode_id <> episode_id", name="of_two"),
        CheckConstraint("(ended_at IS NULL) = (ended_because = '')", name="ended_for_a_reason"),
    )

    episode_id: Mapped[UUID]
    with_episode_id: Mapped[UUID]
    call: Mapped[Call]
    shared_at: Mapped[datetime]
    shared_by_id: Mapped[UUID]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None]
    ended_because: Mapped[str]


def shared_with(session: Session, office: UUID, episode: UUID, day: date) -> tuple[SharedWith, ...]:
    """The visits that an episode shares, with the other's plan of a day, oldest first; one statement. (PSP-1)."""
    mine, me = aliased(Episode), aliased(Person)
    rows = session.execute(
        select(
            SharedVisit.id, SharedVisit.version, SharedVisit.call.label("shared"),
            Episode.ended_at, mine.ended_at.label("own_ended_at"), Person.death_reported_at,
            me.death_reported_at.label("own_death_reported_at"),
            Person.given, Person.family, Person.address, Person.postcode,
            me.address.label("own_address"), me.postcode.label("own_postcode"),
            is_away(Episode.id, day).label("is_away"), is_away(mine.id, day).label("own_away"),
            (team_of_day(day) == team_of_day(day, mine)).label("one_team"),
            PlanVisit.days, PlanVisit.call, PlanVisit.minutes, PlanVisit.workers, PlanVisit.at,
            PlanVisit.weeks,
        )
        .select_from(SharedVisit)
        .join(mine, mine.id == episode)
        .join(me, me.id == mine.person_id)
        .join(
            Episode,
            Episode.id
            == case((SharedVisit.episode_id == episode, SharedVisit.with_episode_id), else_=SharedVisit.episode_id),
        )
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(Plan, (Plan.episode_id == Episode.id) & is_plan_of_day(day))
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(
            SharedVisit.office_id == office,
            SharedVisit.ended_at.is_(None),
            or_(SharedVisit.episode_id == episode, SharedVisit.with_episode_id == episode),
        )
        .order_by(SharedVisit.shared_at, SharedVisit.id, PlanVisit.number)
    )  # fmt: skip
    return tuple(_shared(list(lines)) for _, lines in groupby(rows, key=attrgetter("id")))


def is_away(episode: Any, day: date) -> ColumnElement[bool]:
    """Whether a break keeps the person of an episode without visits on a day. (END-3)."""
    until = Break.returned_at.is_(None) | (Break.next_visit_on > day)
    return exists().where(Break.episode_id == episode, until).correlate_except(Break)


def _shared(rows: list[Any]) -> SharedWith:
    row = rows[0]
    return SharedWith(
        key=row.id,
        version=row.version,
        call=row.shared,
        name=whole_name(row.given, row.family),
        lives_here=is_one_address(row.address, row.postcode, row.own_address, row.own_postcode),
        has_ended=row.ended_at is not None,
        own_ended=row.own_ended_at is not None,
        one_team=bool(row.one_team),
        has_died=row.death_reported_at is not None,
        own_died=row.own_death_reported_at is not None,
        is_away=bool(row.is_away),
        own_away=bool(row.own_away),
        week=_week(rows),
    )


def _week(rows: Iterable[Any]) -> tuple[PlannedVisit, ...]:
    return tuple(
        PlannedVisit(days_of(row.days), row.call, row.minutes, row.workers, row.at, weeks=row.weeks)
        for row in rows
        if row.days is not None
    )
