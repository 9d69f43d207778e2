"""Issuing an agreement exactly as it is gathered, in one transaction; and its pages, to look at first."""

from uuid import UUID

from app.door.changes import Changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers import agreement as paper
from app.queries.agreement.who_may_sign import WhoSigns
from app.services.agreement import signatures, signing
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition

_THE_PERSON = WhoSigns()
EDITIONS = (
    (Edition.STANDARD.value, "Standard print"),
    (Edition.LARGE_PRINT.value, "Large print"),
    (Edition.DRAFT.value, "Draft"),
)


def issue_agreement(
    turn: Turn, *, episode: UUID, seen: int, edition: PaperFormat, who: WhoSigns = _THE_PERSON
) -> Changes:
    """Keep the agreement as it is printed; refused with all that is missing. Source: OPG 5.6 (FUND-4).

    `who` signs it this time: the person, if nothing else is said (FUND-5).
    """
    prepared = paper.prepare(turn, episode=episode, who=who)
    refuse_if(prepared.missing)
    if prepared.rate is None or prepared.liable_from is None:
        raise LookupError("an agreement that lacks nothing has its rate and its moment")
    issued = signing.issue(
        turn,
        episode=episode,
        seen=seen,
        plan=prepared.plan,
        rate=prepared.rate,
        reference=prepared.paper.reference,
        wording_version=prepared.paper.wording,
        edition=edition,
        paper=prepared.frozen,
        liable_from=prepared.liable_from,
        weekly_pence=prepared.weekly_pence,
    )
    if issued.made is not None:
        signatures.ask_to_sign(turn, agreement=issued.made, answer=who)
    return issued


def agreement_pages(turn: Turn, *, episode: UUID, edition: str) -> bytes:
    """The agreement as it would be printed now; with something missing only as a draft."""
    return paper.draw(paper.prepare(turn, episode=episode), edition=Edition(edition))


def issued_pages(turn: Turn, *, agreement: UUID, edition: str) -> bytes:
    """An agreement as it was issued, whatever has changed since."""
    return paper.draw_again(turn, agreement=agreement, edition=Edition(edition))
