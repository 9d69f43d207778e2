"""What one meeting recorded: who was there, its decisions and the actions taken on in it (MDT-1 to MDT-3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.queries.meetings.carried_out import carried_out, done_columns, is_end_announced, is_planned_for
from app.queries.statement import AnyRow, death_of
from models.episodes import Episode
from models.expected import ExpectedChange
from models.meetings import Action, Attendance, Decision, Meeting, MeetingNote, MeetingTakenBack
from models.people import Person
from models.plans import Plan
from models.rules.meetings.agenda import minutes_lacks
from models.staff import Staff
from models.staff_of_days import role_of_day
from models.teams import Team
from models.values import london_day, start_of_day, whole_name
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.staff import Role

MOST_HELD = 26  # half a year of weekly meetings
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Present:
    """A member who was there, in the role of that day; `left_at` where they went before its end."""

    name: str
    role: Role
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class About:
    """Whom a decision or an action is about."""

    episode: UUID
    name: str
    mosaic_id: str
    mark: str
    by_name: tuple[str, ...]  # what lists by name are sorted by


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about somebody, as it was said, and what was done since because of it (`done`).

    `taken_back` says why it was, empty where it stands.
    """

    about: About
    kind: DecisionKind
    note: str
    taken_back: str
    done: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody said, and the next steps agreed with them on a day."""

    about: About
    person_says: str
    next_steps: str
    next_steps_on: date | None


@dataclass(frozen=True, slots=True)
class TakenOn:
    """What somebody took on; `about` is none where it is about nobody in particular.

    `taken_back` says why the meeting took it back, empty where it stands.
    """

    about: About | None
    what: str
    owner: str
    due: date
    done_at: datetime | None
    taken_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """One meeting with all that was recorded in it."""

    team: str
    kind: MeetingKind
    held_at: datetime
    finished_at: datetime | None
    present: tuple[Present, ...]
    decisions: tuple[Decided, ...]
    actions: tuple[TakenOn, ...]
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """One of a team's meetings; `finished_at` is none while it goes on."""

    id: UUID
    held_at: datetime
    finished_at: datetime | None


def meetings_held(turn: Turn, *, team: UUID, kind: MeetingKind, on: date | None = None) -> tuple[HeldMeeting, ...]:
    """The team's newest meetings of this kind, or those of one day; the newest first. Source: OPG 3.5 (MDT-3)."""
    of_day = () if on is None else (Meeting.held_at >= start_of_day(on), Meeting.held_at < start_of_day(on + _DAY))
    rows = turn.session.execute(
        select(Meeting.id, Meeting.held_at, Meeting.finished_at)
        .where(Meeting.office_id == turn.office, Meeting.team_id == team, Meeting.kind == kind, *of_day)
        .order_by(Meeting.held_at.desc(), Meeting.id.desc())
        .limit(MOST_HELD)
    )
    return tuple(HeldMeeting(*row) for row in rows)


def minutes(turn: Turn, *, team: UUID, kind: MeetingKind, meeting: UUID | None = None) -> Minutes:
    """Of one of the team's meetings of this kind, else of its newest; refused before the first one. Five statements.

    Source: OPG 3.5 (MDT-3).
    """
    this = () if meeting is None else (Meeting.id == meeting,)
    held = turn.session.execute(
        select(Meeting.id, Meeting.held_at, Meeting.finished_at, Team.name)
        .join(Team, Team.id == Meeting.team_id)
        .where(Meeting.office_id == turn.office, Meeting.team_id == team, Meeting.kind == kind, *this)
        .order_by(Meeting.held_at.desc(), Meeting.id.desc())
        .limit(1)
    ).one_or_none()
    refuse_if(minutes_lacks(kind, has_met=held is not None))
    if held is None:
        raise LookupError("a team that has met has a meeting")
    return Minutes(
        team=held.name,
        kind=kind,
        held_at=held.held_at,
        finished_at=held.finished_at,
        present=_present(turn, held.id, london_day(held.held_at)),
        decisions=_decisions(turn, held.id),
        actions=_actions(turn, held.id),
        heard=_heard(turn, held.id),
    )


def _present(turn: Turn, meeting: UUID, day: date) -> tuple[Present, ...]:
    rows = turn.session.execute(
        select(Staff.name, role_of_day(day), Attendance.left_at)
        .join(Staff, Staff.id == Attendance.staff_id)
        .where(Attendance.office_id == turn.office, Attendance.meeting_id == meeting)
        .order_by(Staff.name, Staff.id)
    )
    return tuple(Present(*row) for row in rows)


_ABOUT = (
    Episode.id.label("episode"), Person.given, Person.family, Person.mosaic_id,
    Person.death_reported_at, Person.death_confirmed_at, Person.died_on, Person.family_folded, Person.given_folded,
)  # fmt: skip
_TAKEN_BACK = func.coalesce(MeetingTakenBack.because, "").label("taken_back")
_BY_NAME = (Person.family_folded, Person.given_folded, Episode.id)


def _decisions(turn: Turn, meeting: UUID) -> tuple[Decided, ...]:
    rows: Iterable[AnyRow] = turn.session.execute(
        select(Decision.kind, Decision.decided_at, Decision.note, _TAKEN_BACK, *_ABOUT, *done_columns())
        .join(Episode, Episode.id == Decision.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(MeetingTakenBack, MeetingTakenBack.decision_id == Decision.id)
        .outerjoin(ExpectedChange, is_end_announced())
        .outerjoin(Plan, is_planned_for())
        .where(Decision.office_id == turn.office, Decision.meeting_id == meeting)
        .order_by(*_BY_NAME, Decision.decided_at, Decision.id)
    )
    return tuple(
        Decided(_about(row), row.kind, row.note, row.taken_back, "" if row.taken_back else carried_out(row).sentence)
        for row in rows
    )


def _actions(turn: Turn, meeting: UUID) -> tuple[TakenOn, ...]:
    rows: Iterable[AnyRow] = turn.session.execute(
        select(Action.what, Staff.name, Action.due, Action.done_at, _TAKEN_BACK, *_ABOUT)
        .join(Staff, Staff.id == Action.owner_id)
        .outerjoin(Episode, Episode.id == Action.episode_id)
        .outerjoin(Person, Person.id == Episode.person_id)
        .outerjoin(MeetingTakenBack, MeetingTakenBack.action_id == Action.id)
        .where(Action.office_id == turn.office, Action.meeting_id == meeting)
        .order_by(*_BY_NAME, Action.due, Action.id)
    )
    return tuple(
        TakenOn(_about(row) if row.episode else None, row.what, row.name, row.due, row.done_at, row.taken_back)
        for row in rows
    )


def _heard(turn: Turn, meeting: UUID) -> tuple[Heard, ...]:
    rows: Iterable[AnyRow] = turn.session.execute(
        select(MeetingNote.person_says, MeetingNote.next_steps, MeetingNote.next_steps_on, *_ABOUT)
        .join(Episode, Episode.id == MeetingNote.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .where(
            MeetingNote.office_id == turn.office,
            MeetingNote.meeting_id == meeting,
            or_(MeetingNote.person_says != "", MeetingNote.next_steps != ""),
        )
        .order_by(*_BY_NAME)
    )
    return tuple(Heard(_about(row), row.person_says, row.next_steps, row.next_steps_on) for row in rows)


def _about(row: AnyRow) -> About:
    death = death_of(row)
    by_name = (row.family_folded, row.given_folded, str(row.episode))
    return About(row.episode, whole_name(row.given, row.family), row.mosaic_id or "", death.mark, by_name)
