"""The record of a refusal to sign, gathered from what is kept of it (FUND-5)."""

from dataclasses import replace
from uuid import UUID

from app.door.turn import Turn
from app.papers.reach import reach
from app.papers.words import final_words
from app.queries.agreement.refusals import newest_refusal, newest_refused_of
from app.queries.episodes.in_service import in_service
from models.values import london_day
from reports.layout.styles import Edition
from reports.refused import RefusedPaper, render


def gather(turn: Turn, *, agreement: UUID) -> RefusedPaper:
    """The newest refusal of this agreement: a record for the file, addressed to nobody, so also after a death."""
    found = newest_refusal(turn, agreement=agreement)
    known = in_service(turn, episode=found.episode)
    return RefusedPaper(
        council=known.office.council,
        reference=found.reference,
        issued_on=london_day(found.issued_at),
        person=known.name,
        refused_by=found.refused_by,
        refused_at=found.refused_at,
        because=found.because,
        said_of_cost=found.said_of_cost,
        recorded_by=found.recorded_by,
        asked=tuple((each.name, each.signs_as) for each in found.asked),
        dso=reach(known.dso),
    )


def refused_pages(turn: Turn, *, agreement: UUID, edition: str) -> bytes:
    """The record as PDF in this edition, in the office's words of today."""
    words = final_words(turn, paper="refused", edition=Edition(edition))
    return render(replace(gather(turn, agreement=agreement), wording=words.version), Edition(edition), words)


def refused_of_episode(turn: Turn, *, episode: UUID, edition: Edition) -> bytes:
    """The record of the newest refusal in somebody's support."""
    return refused_pages(turn, agreement=newest_refused_of(turn, episode=episode), edition=edition.value)
