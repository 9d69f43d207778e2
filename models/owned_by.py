"""Everything that somebody has on a day, as one statement: what a leaver hands on, and what stands with nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    Text,
    Uuid,
    cast,
    exists,
    false,
    literal,
    null,
    or_,
    select,
    union_all,
)

from models.base import UtcDateTime
from models.episodes import Episode, HandoverNote, waits_for_closing
from models.meetings import Action, not_taken_back
from models.owners_of_days import (
    action_owner_of_day,
    allocated_of_day,
    coordinator_of_day,
    dso_of_day,
    goal_setter_of_day,
)
from models.people import Person
from models.teams import Team
from models.transfer import Transfer, TransferStep
from models.vocabulary.owners import OwnerOf
from models.vocabulary.transfer import TransferStepKind

OF_EPISODES: dict[OwnerOf, Callable[[date], ColumnElement[Any]]] = {
    OwnerOf.DSO: dso_of_day,
    OwnerOf.CASE_COORDINATOR: coordinator_of_day,
    OwnerOf.ALLOCATED_WORKER: allocated_of_day,
    OwnerOf.GOAL_SETTER: goal_setter_of_day,
}
_TO_CLOSE = {OwnerOf.DSO, OwnerOf.CASE_COORDINATOR}


def owned_by(office: UUID, staff: UUID, day: date) -> CompoundSelect[*tuple[Any, ...]]:
    """A row for each thing that somebody has on a day: word, record, person, name, since when it is, what it says.

    Episodes that are open and, of a DSO and a coordinator, those not closed; actions that aren't done. (DAY-4).
    """
    parts = [_of_episodes(office, what).where(of_day(day) == staff) for what, of_day in OF_EPISODES.items()]
    action = (
        select(
            literal(OwnerOf.ACTION.value).label("word"), Action.id.label("record"), Person.id.label("person_id"),
            Person.given, Person.family, Action.what.label("said"), Action.due.label("due"),
            cast(null(), UtcDateTime()).label("began"),
        )
        .outerjoin(Episode, Episode.id == Action.episode_id)
        .outerjoin(Person, Person.id == Episode.person_id)
        .where(Action.office_id == office, Action.done_at.is_(None), not_taken_back(Action))
        .where(action_owner_of_day(day) == staff)
    )  # fmt: skip
    return union_all(*parts, action)


def still_runs(what: OwnerOf) -> ColumnElement[bool]:
    """Whether an episode can still have such an owner: it is open or, of who closes it, not closed."""
    if what not in _TO_CLOSE:
        return Episode.ended_at.is_(None)
    return Episode.undone_at.is_(None) & or_(Episode.ended_at.is_(None), waits_for_closing())


def _of_episodes(office: UUID, what: OwnerOf) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(what.value).label("word"), Episode.id.label("record"), Person.id.label("person_id"),
            Person.given, Person.family, literal("").label("said"), cast(null(), Date()).label("due"),
            Episode.started_at.label("began"),
        )
        .join(Person, Person.id == Episode.person_id)
        .where(Episode.office_id == office, still_runs(what))
    )  # fmt: skip


def stays_with(office: UUID, staff: UUID, day: date) -> CompoundSelect[*tuple[Any, ...]]:
    """What else somebody has: hand-overs that they are to receive, and their notes that are still shown. (DAY-4)."""
    asked = TransferStep.step == TransferStepKind.PSP_SENT
    accepted = TransferStep.step == TransferStepKind.TRANSFER_ACCEPTED
    hand_overs = (
        select(
            Transfer.id.label("record"), Person.id.label("person_id"), Person.given, Person.family,
            Team.name.label("team"), _is_done(asked).label("is_asked"), _is_done(accepted).label("is_accepted"),
            cast(null(), Date()).label("until"),
        )
        .join(Episode, Episode.id == Transfer.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .join(Team, Team.id == Transfer.to_team_id)
        .where(
            Transfer.office_id == office,
            Transfer.interim_dso_id == staff,
            Transfer.abandoned_at.is_(None),
            Transfer.handed_over_at.is_(None),
            Episode.ended_at.is_(None),
        )
    )  # fmt: skip
    notes = (
        select(
            HandoverNote.id, cast(null(), Uuid()), cast(null(), Text()), cast(null(), Text()), Team.name, false(),
            false(), HandoverNote.until,
        )
        .join(Team, Team.id == HandoverNote.team_id)
        .where(HandoverNote.office_id == office, HandoverNote.by_id == staff, HandoverNote.until >= day)
    )  # fmt: skip
    return union_all(hand_overs, notes)


def _is_done(step: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        exists()
        .where(TransferStep.transfer_id == Transfer.id, step, TransferStep.done_at.is_not(None))
        .correlate(Transfer)
    )
