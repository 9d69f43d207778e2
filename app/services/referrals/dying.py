"""Somebody died while they waited: their capacity is given back and their referrals leave the queue (END-6, REF-14)."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.turn import Turn
from app.services.deed import take
from app.services.referrals.opening import Opened, end_hold, leave, open_for
from models.referrals import Referral
from models.rules.referrals.stage import ReferralDeed
from models.vocabulary.referrals import HoldEnd, ReferralOutcome


def leave_as_died(turn: Turn, *, referral: UUID, seen: int, because: str = "") -> Changes:
    """Take every waiting referral of somebody who died off the queue, and record that the assessor was notified.

    What is held or promised is free at once, and Scheduling hears it where it had heard of it. The rest of a
    part-accepted referral goes along. Refused while no death is reported. Source: OPG 2.3 (END-6, REF-14).
    """
    opened = open_for(turn, ReferralDeed.LEAVE_AS_DIED, referral, seen)
    person = opened.record.person_id
    _leave(turn, opened, because)
    with turn.session.no_autoflush:
        others = turn.session.execute(
            select(Referral.id, Referral.version)
            .where(
                Referral.office_id == turn.office,
                Referral.person_id == person,
                Referral.outcome.is_(None),
                Referral.id != referral,
            )
            .order_by(Referral.id)
        ).all()
    for key, version in others:
        _leave(turn, open_for(turn, ReferralDeed.LEAVE_AS_DIED, key, version), because)
    return changes(Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER, person=person)


def bring_back(turn: Turn, person: UUID) -> None:
    """The death was a mistake: whatever left the queue by it waits again, without the capacity that was given back."""
    gone = select(Referral.id).where(
        Referral.office_id == turn.office, Referral.person_id == person, Referral.outcome == ReferralOutcome.DIED
    )
    for key in turn.session.scalars(gone).all():
        record = take(turn, Referral, key)
        record.outcome = record.outcome_at = record.outcome_by_id = record.assessor_notified_at = None
        record.outcome_because = ""


def _leave(turn: Turn, opened: Opened, because: str) -> None:
    end_hold(turn, opened, HoldEnd.DIED, because="The person has died: the capacity is free", told_assessor=True)
    leave(turn, opened.record, ReferralOutcome.DIED, because or "The assessor was notified")
