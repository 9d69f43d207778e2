"""Everything that somebody has on a day, as one statement: what a leaver hands on, and what stands with nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Date, Select, cast, literal, null, or_, select, union_all

from models.episodes import Episode
from models.meetings import Action
from models.owners_of_days import (
    action_owner_of_day,
    allocated_of_day,
    coordinator_of_day,
    dso_of_day,
    goal_setter_of_day,
)
from models.people import Person
from models.vocabulary.closure import EndReason
from models.vocabulary.owners import OwnerOf

OF_EPISODES: dict[OwnerOf, Callable[[date], ColumnElement[Any]]] = {
    OwnerOf.DSO: dso_of_day,
    OwnerOf.CASE_COORDINATOR: coordinator_of_day,
    OwnerOf.ALLOCATED_WORKER: allocated_of_day,
    OwnerOf.GOAL_SETTER: goal_setter_of_day,
}
_TO_CLOSE = {OwnerOf.DSO, OwnerOf.CASE_COORDINATOR}


def owned_by(office: UUID, staff: UUID, day: date) -> CompoundSelect[*tuple[Any, ...]]:
    """A row for each thing that somebody has on a day: word, record, person, name, and what an action says.

    Episodes that are open and, of a DSO and a coordinator, those not closed; actions that aren't done. (DAY-4).
    """
    parts = [_of_episodes(office, what).where(of_day(day) == staff) for what, of_day in OF_EPISODES.items()]
    action = (
        select(
            literal(OwnerOf.ACTION.value).label("word"), Action.id.label("record"), Person.id.label("person_id"),
            Person.given, Person.family, Action.what.label("said"), Action.due.label("due"),
        )
        .outerjoin(Episode, Episode.id == Action.episode_id)
        .outerjoin(Person, Person.id == Episode.person_id)
        .where(Action.office_id == office, Action.done_at.is_(None), action_owner_of_day(day) == staff)
    )  # fmt: skip
    return union_all(*parts, action)


def still_runs(what: OwnerOf) -> ColumnElement[bool]:
    """Whether an episode can still have such an owner: it is open or, of who closes it, not closed."""
    if what not in _TO_CLOSE:
        return Episode.ended_at.is_(None)
    closing = Episode.closed_at.is_(None) & (Episode.end_reason != EndReason.TRANSFERRED)
    return Episode.undone_at.is_(None) & or_(Episode.ended_at.is_(None), closing)


def _of_episodes(office: UUID, what: OwnerOf) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(what.value).label("word"), Episode.id.label("record"), Person.id.label("person_id"),
            Person.given, Person.family, literal("").label("said"), cast(null(), Date()).label("due"),
        )
        .join(Person, Person.id == Episode.person_id)
        .where(Episode.office_id == office, still_runs(what))
    )  # fmt: skip
