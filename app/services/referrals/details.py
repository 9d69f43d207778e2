"""What a form can say about a referral: each field by name, ticks kept as the moment at which they were made."""

from datetime import date, datetime
from typing import TypedDict

from app.door.turn import Turn
from models.referrals import Referral
from models.vocabulary.referrals import ExistingPackage, Notice, ReferralDocument, ReferralReason, Support


class Details(TypedDict, total=False):
    """The fields of a referral that a form may set; those left out stay as they are."""

    document: ReferralDocument | None
    reason: ReferralReason | None
    from_hospital: bool
    hospital: str
    admitted_on: date | None
    discharge_on: date | None
    urgent: bool
    support: Support
    support_text: str
    calls_text: str
    needs_and_risks: str
    alternatives_considered: str
    referrer: str
    referrer_telephone: str
    notes: str
    end_of_life: bool
    end_of_life_discussion: str
    delivery_confirmed: bool
    chc: bool
    chc_reviewed: bool
    chc_asked: bool
    chc_transferred: bool
    existing_package: ExistingPackage | None
    provider: str
    notice: Notice | None
    notice_given_on: date | None
    extra_until: date | None
    provider_agreed: bool
    start_planned_at: datetime | None


# A tick on the form is a moment in the record: when somebody confirmed, reviewed or asked.
TICKS = {
    "delivery_confirmed": "delivery_confirmed_at",
    "chc_reviewed": "chc_reviewed_at",
    "chc_asked": "chc_asked_at",
    "chc_transferred": "chc_transferred_at",
    "provider_agreed": "provider_agreed_at",
}


def set_details(turn: Turn, record: Referral, details: Details) -> None:
    """Put what the form says into the record; a tick that stands keeps its moment."""
    for name, said in details.items():
        if name in TICKS:
            kept = getattr(record, TICKS[name])
            setattr(record, TICKS[name], (kept or turn.moment) if said else None)
        else:
            setattr(record, name, said.strip() if isinstance(said, str) else said)
    if record.chc and record.chc_known_at is None:
        record.chc_known_at = turn.moment
    elif not record.chc:
        record.chc_known_at = None
