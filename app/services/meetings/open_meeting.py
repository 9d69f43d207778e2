"""The meeting that a deed belongs to, as long as it goes on."""

from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import look
from models.meetings import Meeting
from models.rules.meetings.agenda import open_meeting_lacks


def held_open(turn: Turn, meeting: UUID) -> Meeting:
    """The meeting, held for this deed: nobody finishes it in between."""
    found = look(turn, Meeting, meeting, lock=True)
    refuse_if(open_meeting_lacks(found.kind, found.finished_at))
    return found
