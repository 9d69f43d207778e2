"""Issuing an agreement exactly as it is gathered, in one transaction; and its pages, to look at first."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from app.door.changes import Changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers import agreement as paper
from app.queries.agreement.paper_files import next_first_day
from app.queries.agreement.to_renew import signed_last_by_another
from app.queries.episodes.in_service import paper_format
from app.services.agreement import paper_files, signatures, signing
from app.services.agreement.paper_files import IssuedPaper
from app.services.history.noting import note_access
from models.rules.agreement.printable_letters import letters_lacks
from models.rules.agreement.renewal import together_lacks
from models.rules.agreement.who_signs import WhoSigns
from models.rules.people.editions import other_print_lacks
from models.vocabulary.access import Access
from models.vocabulary.languages import Language
from models.vocabulary.papers import PaperKind
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from reports.layout.unprintable import unprintable_letters

_THE_PERSON = WhoSigns()
EDITIONS = (
    (Edition.STANDARD.value, "Standard print"),
    (Edition.LARGE_PRINT.value, "Large print"),
    (Edition.DRAFT.value, "Draft"),
)
_DRAWN = {PaperFormat.STANDARD: Edition.STANDARD, PaperFormat.LARGE_PRINT: Edition.LARGE_PRINT}


def issue_agreement(
    turn: Turn,
    *,
    episode: UUID,
    seen: int,
    edition: PaperFormat,
    who: WhoSigns = _THE_PERSON,
    counts_from: date | None = None,
    with_boxes: bool = False,
    print_because: str = "",
) -> Changes:
    """Keep the agreement, byte for byte; refused with all that is missing. Source: OPG 5.6 (FUND-4).

    Every edition is drawn and kept under the one reference, for a copy in another print may be asked for later.
    `edition` is the one that is handed over; `who` signs it this time: the person, if nothing else is said (FUND-5).
    `counts_from` is the first day that it is about: the first of which its prices say something new, unless said
    (FUND-7). `with_boxes`: letters that no font has are
    meant to be empty boxes. `print_because` is why `edition` isn't the print that whoever signs needs, and is noted.
    """
    prepared = paper.prepare(turn, episode=episode, who=who)
    refuse_if(prepared.missing)
    needed = prepared.paper_format
    refuse_if(replace(each, field="print_because") for each in other_print_lacks(needed, edition, print_because))
    if prepared.rate is None or prepared.liable_from is None:
        raise LookupError("an agreement that lacks nothing has its rate and its moment")
    first_day = next_first_day(turn, episode=episode, prices=prepared.prices)
    files = tuple((each, paper.draw(prepared, edition=drawn)) for each, drawn in _DRAWN.items())
    refuse_if(letters_lacks(unprintable_letters(files[0][1]), with_boxes=with_boxes))
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
        counts_from=counts_from or first_day,
        prices=prepared.prices,
    )
    if issued.made is not None:
        signatures.ask_to_sign(turn, agreement=issued.made, answer=who)
    kept = IssuedPaper(
        kind=PaperKind.AGREEMENT,
        episode=episode,
        agreement=issued.made,
        reference=prepared.paper.reference,
        frozen=prepared.frozen,
        editions=files,
    )
    paper_files.keep(turn, kept)
    if edition is not needed:
        what = f"the service agreement {prepared.paper.reference}"
        note_access(turn, did=Access.SAVED, what=what, person=next(iter(issued.people)), because=print_because)
    return issued


def issue_renewal(turn: Turn, *, episode: UUID, seen: int) -> Changes:
    """Issue one of many new agreements, for the person to sign, in the print that they need.

    Refused where somebody else signed last: then it is asked who signs. Source: OPG 5.6 (FUND-5, FUND-7).
    """
    refuse_if(together_lacks(signed_last_by_another(turn, episode=episode)))
    return issue_agreement(turn, episode=episode, seen=seen, edition=paper_format(turn, episode=episode))


def agreement_pages(turn: Turn, *, episode: UUID, edition: str) -> bytes:
    """What would be issued now, as a marked draft: not issued, so without number and place to sign."""
    return paper.draw_draft(paper.prepare(turn, episode=episode), edition=Edition(edition))


def issued_pages(turn: Turn, *, agreement: UUID, edition: str) -> bytes:
    """An agreement as it was issued, whatever has changed since; in another language where the edition names one.

    `edition` is a print, and behind a blank the language's code: "large_print cy".
    """
    chosen, _, code = edition.partition(" ")
    if code:
        return paper.draw_translated(turn, agreement=agreement, edition=Edition(chosen), language=Language(code))
    return paper.draw_again(turn, agreement=agreement, edition=Edition(chosen))
