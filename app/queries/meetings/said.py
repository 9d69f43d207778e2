"""What meetings decided about the people of an agenda, and what they heard of them, by episode (MDT-1, MDT-3)."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from app.door.turn import Turn
from app.queries.meetings.carried_out import carried_out, done_columns, is_end_announced, is_planned_for
from app.queries.meetings.view import AgendaDecision, AgendaNote
from app.queries.statement import AnyRow
from models.episodes import Episode
from models.expected import ExpectedChange
from models.meetings import Decision, Meeting, MeetingNote, MeetingTakenBack
from models.people import Person
from models.plans import Plan
from models.rules.meetings.carrying_out import can_carry_out
from models.staff import Staff


def decisions_of(turn: Turn, meeting: UUID | None, episodes: Sequence[UUID]) -> defaultdict[UUID, list[AgendaDecision]]:
    """Of each person those of the open meeting, and those of the newest one before that decided anything.

    What meetings took back is among them as long as nothing that stands is newer.
    """
    rows = turn.session.connection().execute(
        select(
            Decision.id, Decision.version, Decision.episode_id, Decision.meeting_id, Decision.kind, Decision.note,
            Decision.decided_at, Staff.name.label("by"),
            func.coalesce(MeetingTakenBack.because, "").label("taken_back"), Person.death_reported_at,
            *done_columns(),
        )
        .join(Staff, Staff.id == Decision.recorded_by_id)
        .join(Episode, Episode.id == Decision.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(MeetingTakenBack, MeetingTakenBack.decision_id == Decision.id)
        .outerjoin(ExpectedChange, is_end_announced())
        .outerjoin(Plan, is_planned_for())
        .where(Decision.office_id == turn.office, Decision.episode_id.in_(episodes))
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
    )  # fmt: skip
    found: defaultdict[UUID, list[AgendaDecision]] = defaultdict(list)
    newest: dict[UUID, UUID] = {}
    for row in rows:
        of_this = row.meeting_id == meeting
        if of_this or _is_of_newest(row, newest):
            done = "" if row.taken_back else carried_out(row).sentence
            found[row.episode_id].append(
                AgendaDecision(
                    id=row.id,
                    version=row.version,
                    episode_id=row.episode_id,
                    kind=row.kind,
                    note=row.note,
                    decided_at=row.decided_at,
                    by=row.by,
                    of_this=of_this,
                    taken_back=row.taken_back,
                    done=done,
                    is_to_carry_out=of_this and not (done or row.taken_back) and _can_be_carried_out(row),
                )
            )
    return found


def _can_be_carried_out(row: AnyRow) -> bool:
    return can_carry_out(row.kind, row.ended_at, death_reported=row.death_reported_at is not None)


def _is_of_newest(row: AnyRow, newest: dict[UUID, UUID]) -> bool:
    known = newest.get if row.taken_back else newest.setdefault
    return bool(known(row.episode_id, row.meeting_id) == row.meeting_id)


def notes_of(turn: Turn, meeting: UUID | None, episodes: Sequence[UUID]) -> defaultdict[UUID, list[AgendaNote]]:
    """Of each person, the newest meeting's first; of those before the open one only what says something."""
    rows = turn.session.connection().execute(
        select(
            MeetingNote.episode_id, MeetingNote.version, MeetingNote.meeting_id, MeetingNote.person_says,
            MeetingNote.next_steps, MeetingNote.next_steps_on, Meeting.held_at,
        )
        .join(Meeting, Meeting.id == MeetingNote.meeting_id)
        .where(MeetingNote.office_id == turn.office, MeetingNote.episode_id.in_(episodes))
        .order_by(Meeting.held_at.desc(), MeetingNote.id.desc())
    )  # fmt: skip
    found: defaultdict[UUID, list[AgendaNote]] = defaultdict(list)
    for row in rows:
        of_this = row.meeting_id == meeting
        if of_this or row.person_says or row.next_steps:
            found[row.episode_id].append(
                AgendaNote(
                    episode_id=row.episode_id,
                    version=row.version,
                    person_says=row.person_says,
                    next_steps=row.next_steps,
                    next_steps_on=row.next_steps_on,
                    held_at=row.held_at,
                    of_this=of_this,
                )
            )
    return found
