"""Whose records have passed the schedule, as the database tells it: everything about them ended before a day."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, true, union_all
from sqlalchemy.sql.selectable import CTE

from models.begin_of_day import begin_of
from models.episodes import Episode
from models.people import Concern, Person
from models.referrals import Referral
from models.reviews import LongTermReview
from models.values import start_of_day
from models.vocabulary.reviews import ReviewOutcome

_DAY = timedelta(days=1)


def past_schedule(office: UUID, last_day: date, people: Collection[UUID] | None = None) -> CTE:
    """People whose care, referrals and reviews ended by this day, with when the last did (`last_at`) (RET-1).

    A start that was undone is no care. Nobody with anything open, or later, is among them; a concern or a death that
    came later puts it off. What is past is found by the indexes on when something ended, what is open by the person's.
    """
    before, left_on = start_of_day(last_day + _DAY), _left_direct_care_on()
    ended = union_all(
        _of(Episode, office, people, Episode.ended_at < before, Episode.undone_at.is_(None), at=Episode.ended_at),
        _of(Referral, office, people, Referral.outcome_at < before, at=Referral.outcome_at),
        _of(LongTermReview, office, people, left_on <= last_day, at=begin_of(left_on)),
    ).cte("ended")
    last = select(ended.c.person_id, func.max(ended.c.at).label("last_at")).group_by(ended.c.person_id).cte("last")
    open_or_later = (
        exists().where(
            Episode.person_id == last.c.person_id,
            Episode.undone_at.is_(None),
            or_(Episode.ended_at.is_(None), Episode.ended_at >= before),
        ),
        exists().where(
            Referral.person_id == last.c.person_id, or_(Referral.outcome.is_(None), Referral.outcome_at >= before)
        ),
        exists().where(Concern.person_id == last.c.person_id, Concern.raised_at >= before),
        exists().where(LongTermReview.person_id == last.c.person_id, _is_reviewed_since(last_day)),
    )
    died_at = case((Person.died_on.is_not(None), None), else_=Person.death_reported_at)
    return (
        select(last.c.person_id, last.c.last_at)
        .join(Person, Person.id == last.c.person_id)
        .where(
            ~or_(*open_or_later),
            or_(Person.died_on.is_(None), Person.died_on <= last_day),
            or_(died_at.is_(None), died_at < before),
        )
        .cte("past_schedule")
    )


def _of(kind: Any, office: UUID, people: Collection[UUID] | None, *ended: ColumnElement[bool], at: Any) -> Any:
    whose = true() if people is None else kind.person_id.in_(people)
    return select(kind.person_id, at.label("at")).where(kind.office_id == office, whose, *ended)


def _left_direct_care_on() -> ColumnElement[date | None]:
    """When a long-term package left Direct Care or its review was closed; nothing while Direct Care goes on with it."""
    review = LongTermReview
    moved = and_(review.outcome.is_not(None), review.outcome != ReviewOutcome.STAYS)
    return func.coalesce(review.closed_on, case((moved, review.starts_on)))


def _is_reviewed_since(last_day: date) -> ColumnElement[bool]:
    """A long-term package that Direct Care goes on with, or that ended later than this day."""
    left_on = _left_direct_care_on()
    return or_(left_on.is_(None), left_on > last_day)
