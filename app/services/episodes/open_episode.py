"""The episode that a deed is about, as long as support is given."""

from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import look
from models.episodes import Episode
from models.rules.closure.ending import running_lacks


def open_episode(turn: Turn, episode: UUID) -> Episode:
    """The episode, locked for this deed; refused when it has ended."""
    found = look(turn, Episode, episode, lock=True)
    refuse_if(running_lacks(found.ended_at))
    return found
