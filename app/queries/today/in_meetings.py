"""What meetings bring to Today: what somebody took on and hasn't done, and the week of each team (MDT-1, MDT-3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select, true
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.statement import AnyRow, People, death_of
from app.queries.today.about import About, Holder
from app.queries.today.prompt_facts import PERSON, of_people
from models.episodes import Episode
from models.meetings import Action, Meeting, not_taken_back
from models.owners_of_days import action_owner_of_day, team_of_day
from models.people import Person
from models.rules.meetings.actions import ActionFacts
from models.rules.meetings.weekly import WeeklyFacts
from models.rules.today.prompts import RecordPromptFacts
from models.staff import Staff
from models.teams import Team
from models.values import whole_name
from models.vocabulary.meetings import MeetingKind

_LIVING = (Episode.ended_at.is_(None), Person.death_reported_at.is_(None), Person.died_on.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action that isn't done, for the form that settles it; `person` is empty where it is about nobody."""

    id: UUID
    version: int
    person: str
    what: str
    owner: str
    due: date


def open_action(turn: Turn, *, action: UUID) -> ActionRow | None:
    """One action; none once it is done. Source: OPG 3.5 (MDT-3)."""
    row = turn.session.execute(
        select(Action.id, Action.version, Action.what, Action.due, Staff.name, Person.given, Person.family)
        .select_from(Action)
        .join(Staff, Staff.id == action_owner_of_day(turn.day))
        .outerjoin(Episode, Episode.id == Action.episode_id)
        .outerjoin(Person, Person.id == Episode.person_id)
        .where(Action.id == action, Action.office_id == turn.office, Action.done_at.is_(None), not_taken_back(Action))
    ).one_or_none()
    if row is None:
        return None
    person = whole_name(row.given, row.family) if row.given is not None else ""
    return ActionRow(id=row.id, version=row.version, person=person, what=row.what, owner=row.name, due=row.due)


def actions(turn: Turn, people: People) -> Iterator[About]:
    """What was taken on in meetings about everybody or these people, each with its owner. (MDT-3)."""
    return _actions(turn, Episode.person_id.is_not(None) & of_people(people, Episode.person_id))


def actions_of_nobody(turn: Turn) -> Iterator[About]:
    """What was taken on about nobody in particular; it is without a name. (MDT-3)."""
    return _actions(turn, Action.episode_id.is_(None))


def _actions(turn: Turn, which: ColumnElement[bool]) -> Iterator[About]:
    for row in _action_rows(turn, which):
        is_about_somebody = row.person_id is not None
        facts = ActionFacts(what=row.what, owner=row.owner, due=row.due, meeting=row.kind, held_at=row.held_at)
        record = RecordPromptFacts(
            name=whole_name(row.given, row.family) if is_about_somebody else "",
            death=death_of(row),
            action=facts,
        )
        yield About(
            person_id=row.person_id,
            record=record,
            holder=Holder(row.owner_id, row.team_id, row.episode_id),
            action_id=row.id,
        )


def weeks(turn: Turn, person: UUID | None) -> Iterator[About]:
    """The week of each team that has people in service. (MDT-1)."""
    for row in _weekly_rows(turn, person):
        weekly = WeeklyFacts(team=row.name, in_service_since=row.since, last_held_at=row.held_at)
        yield About(person_id=None, record=RecordPromptFacts(name="", weekly=weekly), holder=Holder(None, row.id))


def _action_rows(turn: Turn, which: ColumnElement[bool]) -> Iterable[AnyRow]:
    """What was taken on in meetings and isn't done."""
    return turn.session.execute(
        select(
            *PERSON, Action.id, Action.what, Action.due, action_owner_of_day(turn.day).label("owner_id"),
            Action.episode_id, Meeting.kind,
            Meeting.held_at, Meeting.team_id, Staff.name.label("owner"),
        )
        .select_from(Action)
        .join(Staff, Staff.id == action_owner_of_day(turn.day))
        .join(Meeting, Meeting.id == Action.meeting_id)
        .outerjoin(Episode, Episode.id == Action.episode_id)
        .outerjoin(Person, Person.id == Episode.person_id)
        .where(Action.office_id == turn.office, Action.done_at.is_(None), not_taken_back(Action), which),
    )  # fmt: skip


def _weekly_rows(turn: Turn, person: UUID | None = None) -> Iterable[AnyRow]:
    """Each team with people in service: since when, and when it last held a weekly meeting; or somebody's team alone.

    Who has died or is reported to have died keeps no team waiting for a meeting.
    """
    held = (
        select(func.max(Meeting.held_at))
        .where(Meeting.team_id == Team.id, Meeting.kind == MeetingKind.WEEKLY)
        .correlate(Team)
    ).scalar_subquery()
    own = aliased(Episode)
    theirs = exists().where(own.team_id == Team.id, own.person_id == person, own.ended_at.is_(None)).correlate(Team)
    return turn.session.execute(
        select(Team.id, Team.name, held.label("held_at"), func.min(Episode.started_at).label("since"))
        .select_from(Team)
        .join(Episode, team_of_day(turn.day) == Team.id)
        .join(Person, Person.id == Episode.person_id)
        .where(Team.office_id == turn.office, *_LIVING, true() if person is None else theirs)
        .group_by(Team.id, Team.name),
    )
