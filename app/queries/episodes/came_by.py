"""Which referral of ours somebody is in the queue with, else by which their latest support came."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.queries.episodes.run_of_service import run_of
from models.episodes import Episode
from models.referrals import Referral
from models.rules.referrals.forms import came_by_referral_lacks


@dataclass(frozen=True, slots=True)
class ReferralOf:
    """A referral of somebody, and whether it is in the queue; else their latest support came by it."""

    referral: UUID
    reference: str
    received_at: datetime
    is_in_queue: bool


def referral_of(turn: Turn, *, person: UUID) -> ReferralOf:
    """The newest referral in the queue, else that of their latest run; refused where there is neither (REF-1)."""
    rows = turn.session.execute(
        select(Referral.id, Referral.reference, Referral.received_at, Referral.outcome, Episode.id.label("episode"))
        .outerjoin(Episode, (Episode.referral_id == Referral.id) & Episode.undone_at.is_(None))
        .where(Referral.person_id == person, Referral.office_id == turn.office)
        .order_by(Episode.started_at.desc(), Referral.received_at.desc(), Referral.id.desc())
    ).all()
    found = [each for each in rows if each.outcome is None]
    began = [each for each in rows if each.episode is not None]
    if began and not found:
        run = {each.id for each in run_of(turn, person).episodes}
        found = [each for each in began if each.episode in run]
    refuse_if(came_by_referral_lacks(has_referral=bool(found)))
    newest = found[0]
    return ReferralOf(newest.id, newest.reference, newest.received_at, newest.outcome is None)
