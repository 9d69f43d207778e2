"""The letter to the assessor when a hold has lapsed, gathered from the referral and how it was held (REF-13)."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.office.choices import here
from app.queries.referrals.lapse import lapse_of
from app.queries.referrals.one import referral as in_full
from models.values import NhsNumber
from models.vocabulary.people import PaperFormat
from reports.agreement.paper import Reach
from reports.lapsed import LapsedPaper, render
from reports.layout.styles import Edition


def gather(turn: Turn, *, referral: UUID) -> LapsedPaper:
    """The letter about one referral. It is for the assessor: after a reported death it is still made, and says so."""
    lapse, view = lapse_of(turn, referral=referral), in_full(turn, referral=referral)
    return LapsedPaper(
        council=here(turn).council,
        written_on=turn.day,
        reference=view.reference,
        referrer=Reach(view.referrer, view.referrer_telephone),
        person=view.person,
        born=view.born,
        nhs_number=str(NhsNumber(view.nhs_number)) if view.nhs_number else "",
        mosaic_id=view.mosaic_id,
        died=view.death_reported_at is not None,
        received_at=view.received_at,
        first_asked_at=view.first_asked_at,
        week=view.visits,
        totals=view.calls_sentence,
        written=view.calls_text,
        found_at=lapse.found_at,
        expired_at=lapse.expired_at,
        lapsed_at=lapse.lapsed_at,
        told_at=lapse.told_at,
        was_promised=lapse.was_promised,
        team=Reach(lapse.team, lapse.telephone),
    )


def lapsed_pdf(turn: Turn, *, referral: UUID, paper_format: PaperFormat = PaperFormat.STANDARD) -> bytes:
    """The letter as PDF, in the format in which somebody needs it."""
    return render(gather(turn, referral=referral), Edition(paper_format.value))
