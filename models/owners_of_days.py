"""Who has something on a day, as an expression of a statement: the one that `models.rules.owners.of_days` chooses.

The record's own column is the first owner, from the beginning; each change of `owner_change` counts from 00:00 of its
day until the next. `until` is a moment: the end of the day that is asked about or, of what has ended, that moment.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal, select, union
from sqlalchemy.orm import aliased

from models.base import UtcDateTime
from models.episodes import Episode
from models.meetings import Action
from models.owners import OwnerChange
from models.people import Person
from models.referrals import Referral
from models.rules.clocks import end_of_day
from models.vocabulary.owners import OwnerOf

Until = datetime | ColumnElement[Any]

# Made once, for each alias has all its columns anew: with one for each use a first Today spent a fifth of its time so.
_CHANGE = OwnerChange.__table__.alias()


def dso_of_day(day: date, episode: Any = Episode) -> ColumnElement[UUID]:
    """The DSO of an episode on a day. Source: STCH (DAY-4)."""
    return _staff(OwnerOf.DSO, day, episode, episode.dso_id)


def coordinator_of_day(day: date, episode: Any = Episode) -> ColumnElement[UUID | None]:
    """The case coordinator of an episode on a day, null where nobody is. (DAY-4)."""
    return _staff(OwnerOf.CASE_COORDINATOR, day, episode, episode.case_coordinator_id)


def goal_setter_of_day(day: date, episode: Any = Episode) -> ColumnElement[UUID | None]:
    """Who sets the goals of an episode on a day, null where nobody was agreed. (DAY-4, GOAL-2)."""
    return _staff(OwnerOf.GOAL_SETTER, day, episode, episode.goal_setter_id)


def allocated_of_day(day: date, episode: Any = Episode) -> ColumnElement[UUID | None]:
    """The allocated worker of an episode on a day, null where nobody is named. STCH (DAY-4)."""
    return _newest(OwnerOf.ALLOCATED_WORKER, "to_staff_id", "episode_id", episode.id, end_of_day(day))


def team_of_day(day: date, episode: Any = Episode) -> ColumnElement[UUID]:
    """The team of an episode on a day. (DAY-4)."""
    return _team_until(end_of_day(day), episode)


def is_in_team(team: Any, day: date, *also: Select[UUID]) -> ColumnElement[bool]:
    """Whether the episode of the outer statement, an open one, is in a team on a day. (DAY-4).

    Only those are looked at that began there and are open, or that were ever moved there, and `also` some that ended.
    """
    began, change = Episode.__table__.alias(), OwnerChange.__table__.alias()
    may_be = union(
        *also,
        select(began.c.id).where(began.c.team_id == team, began.c.ended_at.is_(None)),
        select(change.c.episode_id).where(change.c.to_team_id == team, change.c.episode_id.is_not(None)),
    )
    return and_(Episode.id.in_(may_be), team_of_day(day) == team)


def team_of_day_or_end(day: date, episode: Any = Episode) -> ColumnElement[UUID]:
    """The same, but of an episode that ended before, its team at the end. (DAY-4)."""
    return _team_until(func.coalesce(episode.ended_at, literal(end_of_day(day), UtcDateTime())), episode)


def team_at_plan(plan_begins: Any, episode: Any = Episode) -> ColumnElement[UUID]:
    """The team of an episode at the moment from which one of its plans is in force. (DAY-4, PSP-2)."""
    return _team_until(plan_begins, episode)


def team_before_change(change: Any, episode: Any = Episode) -> ColumnElement[UUID]:
    """The team that an episode is in until a change to come moves it. (DAY-4)."""
    return func.coalesce(
        _newest(OwnerOf.TEAM, "to_team_id", "episode_id", episode.id, change.effective_from, or_then=False),
        episode.team_id,
    )


def team_of_referral_of_day(day: date, referral: Any = Referral) -> ColumnElement[UUID]:
    """The team of a referral on a day. (DAY-4)."""
    newest = _newest(OwnerOf.TEAM, "to_team_id", "referral_id", referral.id, end_of_day(day))
    return func.coalesce(newest, referral.team_id)


def team_of_referral_of_day_or_outcome(day: date, referral: Any = Referral) -> ColumnElement[UUID]:
    """The same, but of a referral that left the queue before, its team at that moment. (DAY-4)."""
    until = func.coalesce(referral.outcome_at, literal(end_of_day(day), UtcDateTime()))
    return func.coalesce(_newest(OwnerOf.TEAM, "to_team_id", "referral_id", referral.id, until), referral.team_id)


def patch_of_day(day: date, person: Any = Person) -> ColumnElement[UUID | None]:
    """The patch in which a person lives on a day: it is also that of their referral. (DAY-4)."""
    newest = _newest(OwnerOf.PATCH, "to_patch_id", "person_id", person.id, end_of_day(day))
    return func.coalesce(newest, person.patch_id)


def action_owner_of_day(day: date, action: Any = Action) -> ColumnElement[UUID]:
    """Who has an action of a meeting on a day. (DAY-4, MDT-3)."""
    newest = _newest(OwnerOf.ACTION, "to_staff_id", "action_id", action.id, end_of_day(day))
    return func.coalesce(newest, action.owner_id)


def is_newest_of_its_day(change: type[OwnerChange] = OwnerChange) -> ColumnElement[bool]:
    """Whether a change counts on its day: it stands, and no newer one that stands has the same day. (DAY-4)."""
    newer = aliased(OwnerChange)
    overtaken = (
        select(newer.id)
        .where(
            newer.what == change.what,
            newer.effective_from == change.effective_from,
            newer.number > change.number,
            newer.taken_back_at.is_(None),
            func.coalesce(newer.episode_id, newer.referral_id, newer.person_id, newer.action_id)
            == func.coalesce(change.episode_id, change.referral_id, change.person_id, change.action_id),
        )
        .correlate_except(newer)
    )
    return change.taken_back_at.is_(None) & ~overtaken.exists()


def _staff(what: OwnerOf, day: date, episode: Any, first: Any) -> ColumnElement[Any]:
    return func.coalesce(_newest(what, "to_staff_id", "episode_id", episode.id, end_of_day(day)), first)


def _team_until(until: Until, episode: Any) -> ColumnElement[UUID]:
    return func.coalesce(_newest(OwnerOf.TEAM, "to_team_id", "episode_id", episode.id, until), episode.team_id)


def _newest(what: OwnerOf, to: str, own: str, key: Any, until: Until, *, or_then: bool = True) -> ScalarSelect[Any]:
    """To whom the last change went that had begun by then; null where there is none."""
    change = _CHANGE
    begun = change.c.effective_from <= until if or_then else change.c.effective_from < until
    return (
        select(change.c[to])
        .where(change.c[own] == key, change.c.what == what, change.c.taken_back_at.is_(None), begun)
        .order_by(change.c.effective_from.desc(), change.c.number.desc())
        .limit(1)
        .correlate_except(change)
        .scalar_subquery()
    )
