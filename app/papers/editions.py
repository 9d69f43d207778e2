"""In which edition a paper is offered first: the one that its reader needs."""

from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition

_EDITIONS = {PaperFormat.STANDARD: Edition.STANDARD, PaperFormat.LARGE_PRINT: Edition.LARGE_PRINT}


def edition_for(needed: PaperFormat) -> Edition:
    """The edition in the format that somebody needs."""
    return _EDITIONS[needed]


def print_of(edition: Edition) -> PaperFormat | None:
    """In which print an edition is; none for a draft, which is nobody's."""
    return next((each for each, drawn in _EDITIONS.items() if drawn is edition), None)
