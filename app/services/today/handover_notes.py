"""Notes from one desk to the next, for the weekend or for leave: shown on Today until their day (DAY-2)."""

from datetime import date, timedelta
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.episodes import HandoverNote
from models.rules.today.handover_notes import note_lacks, taking_down_lacks
from models.teams import Team

_DAY = timedelta(days=1)


def write_note(turn: Turn, *, team: UUID, until: date, note: str, until_is_meant: bool = False) -> Changes:
    """Leave a note for whoever sits here next; a far day is asked about until it is meant. (DAY-2).

    Source: good practice.
    """
    look(turn, Team, team)
    refuse_if(note_lacks(note, until, turn.day, turn.policy, until_is_meant=until_is_meant))
    record = HandoverNote(team_id=team, by_id=turn.staff, written_at=turn.moment, until=until, note=note.strip())
    return changes(Topic.EPISODES, made=add(turn, record).id)


def take_down(turn: Turn, *, note: UUID, seen: int) -> Changes:
    """It is done, or was a mistake: the note isn't shown any more, and stays on record. (DAY-2)."""
    record = load(turn, HandoverNote, note, seen=seen)
    refuse_if(taking_down_lacks(record.until, turn.day))
    record.until = turn.day - _DAY
    return changes(Topic.EPISODES)
