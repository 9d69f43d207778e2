"""In which edition a paper is offered first: the one that its reader needs."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.episodes.in_service import paper_format
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition

_EDITIONS = {PaperFormat.STANDARD: Edition.STANDARD, PaperFormat.LARGE_PRINT: Edition.LARGE_PRINT}


def edition_for(needed: PaperFormat) -> Edition:
    """The edition in the format that somebody needs."""
    return _EDITIONS[needed]


def print_of(edition: Edition) -> PaperFormat | None:
    """In which print an edition is; none for a draft, which is nobody's."""
    return next((each for each, drawn in _EDITIONS.items() if drawn is edition), None)


def needed_edition(turn: Turn, *, episode: UUID) -> Edition:
    """The edition to choose beforehand for the person of this episode; whoever prints may choose another."""
    return edition_for(paper_format(turn, episode=episode))
