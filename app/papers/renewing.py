"""New agreements of many people as one PDF: drafts to look at first, then what was issued, to print."""

from functools import partial

from app.door.errors import Refused
from app.door.turn import Turn
from app.papers import agreement as paper
from app.papers.batch import Drawing, one_pdf
from app.papers.editions import edition_for
from app.queries.agreement.to_renew import renewals_page, waiting_renewals
from app.queries.office.choices import here
from reports.agreement.agreement import render
from reports.layout.batch import joined
from reports.layout.page import Standing
from reports.layout.styles import Edition

_draft = partial(render, standing=Standing.NOT_ISSUED)


def drafts_pdf(turn: Turn) -> bytes:
    """A marked draft of each that would be issued in one go, in the person's print, with a bookmark each (FUND-7)."""
    drawings: list[Drawing] = []
    refused: list[Refused] = []
    for each in renewals_page(turn).together:
        try:
            prepared = paper.prepare(turn, episode=each.episode)
        except Refused as why:  # it is said when it is issued; the others can be looked at
            refused.append(why)
        else:
            given = (prepared.paper, edition_for(prepared.paper_format), prepared.words)
            drawings.append(Drawing(each.person, _draft, given))
    if not drawings:
        raise refused[0] if refused else Refused("Nobody needs a new agreement that is issued with others.")
    return one_pdf(drawings, "New agreements: drafts", here(turn).council)


def renewals_pdf(turn: Turn) -> bytes:
    """Each new agreement that waits for its signature, as it was issued, with a bookmark each (FUND-4)."""
    papers = [
        (
            f"{each.person}: {each.reference}",
            paper.draw_again(turn, agreement=each.agreement, edition=Edition(each.edition.value)),
        )
        for each in waiting_renewals(turn)
    ]
    if not papers:
        raise Refused("No new agreement waits for its signature.", who="the DSO, who issues it")
    return joined(papers, "New agreements", here(turn).council)
