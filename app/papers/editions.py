"""In which edition a paper is offered first: the one that its reader needs."""

from uuid import UUID

from sqlalchemy import select

from app.door.errors import Refused
from app.door.turn import Turn
from models.episodes import Episode
from models.people import Person
from models.vocabulary import PaperFormat
from reports.layout.styles import Edition

_EDITIONS = {PaperFormat.STANDARD: Edition.STANDARD, PaperFormat.LARGE_PRINT: Edition.LARGE_PRINT}


def edition_for(needed: PaperFormat) -> Edition:
    """The edition in the format that somebody needs."""
    return _EDITIONS[needed]


def needed_edition(turn: Turn, *, episode: UUID) -> Edition:
    """The edition to choose beforehand for the person of this episode; whoever prints may choose another."""
    needed = turn.session.scalars(
        select(Person.paper_format)
        .join(Episode, Episode.person_id == Person.id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
    ).one_or_none()
    if needed is None:
        raise Refused("This episode isn't in your office's list.", who="the office that holds it")
    return edition_for(needed)
