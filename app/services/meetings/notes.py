"""What somebody says, as a meeting heard it, and the next steps agreed with them (MDT-1)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look, refuse_if_changed
from app.services.episodes.open_episode import open_episode
from app.services.meetings.open_meeting import held_open
from app.services.people.deaths import death_of
from models.meetings import MeetingNote
from models.people import Person
from models.rules.meetings.notes import Noted, next_steps_lacks, of_the_dead_lacks
from models.values import london_day, whole_name


def note_about(
    turn: Turn,
    *,
    meeting: UUID,
    episode: UUID,
    seen: int | None,
    person_says: str = "",
    next_steps: str = "",
    next_steps_on: date | None = None,
) -> Changes:
    """Keep what somebody says and the next steps agreed with them, in this meeting's one note about them.

    `seen` is the version of that note, none where there was none. Refused: next steps without the day on which they
    were agreed, or with one that hasn't come or lies before the support; new next steps with somebody reported to
    have died, and anything new said by somebody who has. Source: OPG 3.5; good practice (MDT-1, END-6).
    """
    held_open(turn, meeting)
    found = open_episode(turn, episode)
    person = look(turn, Person, found.person_id)
    name, began = whole_name(person.given, person.family), london_day(found.first_support_at)
    death = death_of(person)
    query = select(MeetingNote).where(MeetingNote.meeting_id == meeting, MeetingNote.episode_id == episode)
    note = turn.session.scalars(query).one_or_none()
    refuse_if_changed(turn, note, seen)
    stands = Noted(note.person_says, note.next_steps, note.next_steps_on) if note is not None else Noted()
    refuse_if(of_the_dead_lacks(name, death, Noted(person_says, next_steps, next_steps_on), stands))
    refuse_if(next_steps_lacks(name, next_steps, next_steps_on, began, turn.day))
    steps = next_steps.strip()
    if note is None:
        note = MeetingNote(meeting_id=meeting, episode_id=episode)
    note.person_says, note.next_steps, note.next_steps_on = person_says.strip(), steps, next_steps_on if steps else None
    note.noted_by_id = turn.staff
    add(turn, note)
    return changes(Topic.MEETINGS, person=found.person_id, made=note.id)
