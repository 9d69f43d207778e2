"""Papers of the tabs that are imported at a window's start: a worker imports what draws them when one is first wanted.

The libraries of a paper take half a second and thirty megabytes, and many a desk prints nothing all day.
"""

from uuid import UUID

from app.door.changes import Changes
from app.door.turn import Turn
from models.rules.agreement.who_signs import WhoSigns
from models.vocabulary.people import PaperFormat


def issue_agreement(
    turn: Turn,
    *,
    episode: UUID,
    seen: int,
    edition: PaperFormat,
    who: WhoSigns,
    with_boxes: bool,
    print_because: str,
) -> Changes:
    """As `app.papers.issuing` keeps it."""
    from app.papers import issuing  # noqa: PLC0415  late on purpose, as below

    return issuing.issue_agreement(
        turn,
        episode=episode,
        seen=seen,
        edition=edition,
        who=who,
        with_boxes=with_boxes,
        print_because=print_because,
    )


def agreement_pages(turn: Turn, *, episode: UUID, edition: str) -> bytes:
    """As `app.papers.issuing` draws a draft: a PDF."""
    from app.papers import issuing  # noqa: PLC0415

    return issuing.agreement_pages(turn, episode=episode, edition=edition)


def issued_pages(turn: Turn, *, agreement: UUID, edition: str) -> bytes:
    """As `app.papers.issuing` draws it again: a PDF."""
    from app.papers import issuing  # noqa: PLC0415

    return issuing.issued_pages(turn, agreement=agreement, edition=edition)


def refused_pages(turn: Turn, *, agreement: UUID, edition: str) -> bytes:
    """As `app.papers.refused` draws the record: a PDF."""
    from app.papers import refused  # noqa: PLC0415

    return refused.refused_pages(turn, agreement=agreement, edition=edition)


def issue_letter(turn: Turn, *, episode: UUID, seen: int) -> Changes:
    """As `app.papers.issuing_letters` keeps it."""
    from app.papers import issuing_letters  # noqa: PLC0415

    return issuing_letters.issue_letter(turn, episode=episode, seen=seen)


def letter_pages(turn: Turn, *, episode: UUID, paper_format: PaperFormat) -> bytes:
    """As `app.papers.issuing_letters` draws it: a PDF."""
    from app.papers import issuing_letters  # noqa: PLC0415

    return issuing_letters.letter_pages(turn, episode=episode, paper_format=paper_format)


def continuity_pdf(turn: Turn, *, team: UUID | None) -> bytes:
    """As `app.papers.continuity` draws it: a PDF."""
    from app.papers import continuity  # noqa: PLC0415

    return continuity.continuity_pdf(turn, team=team)
